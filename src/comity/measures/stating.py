"""The replies that texts state: by a cue in the sentence, or by a protest's own words."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from comity.dates import Basis
from comity.measures import cues as told_cues
from comity.measures.reply import best, delay, linked, unlinked
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.measures.acts import Act
    from comity.measures.cues import Cue, Cues, Naming
    from comity.measures.reply import Reply

WITHIN = 180
"""Days within which the act is looked for that a reply answers without naming it."""

NAMED_WITHIN = 1095
"""Days within which an act is looked for that a reply names."""

PROTESTED_WITHIN = 60
"""Days within which the act is looked for that a protest or demand is about."""

_DONE = frozenset({Status.ACTUAL, Status.ANNOUNCED})
_REPLYING = frozenset({Status.ACTUAL, Status.ANNOUNCED, Status.CONSIDERED})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "PROTEST", "REJECT", "THREATEN"})


class _InSentence(NamedTuple):
    """An act that a sentence tells, and where in the sentence its quote stands."""

    act: Act
    start: int
    end: int


class _Sentence(NamedTuple):
    document: str
    at: int  # where in the document it begins
    words: str
    members: tuple[_InSentence, ...]


def _before(answered: Act, answer: Act) -> bool:
    """Whether an act may have come first: where the days leave it open, it may."""
    return answered.event is not answer.event and answered.event.days.first <= answer.event.days.last


class Stated:
    """The replies that the texts state."""

    def __init__(self, acts: Sequence[Act], cues: Cues) -> None:
        self.acts = acts
        self.cues = cues
        self.by_id = {act.event.id: act for act in acts}
        self.sentences = _sentences(acts)
        self.links: dict[tuple[str, str], Reply] = {}
        self.loose: dict[str, tuple[str, Cue]] = {}  # answers of which no act is named
        self.again: set[str] = set()  # acts told without a day of their own, which are others told again

    def replies(self) -> list[Reply]:
        """All of them, in no order."""
        self._coded()
        for sentence in self.sentences:
            if not self._points_back(sentence):
                self._told_in(sentence)
            self._protests_in(sentence)
        for _, some in groupby(self.sentences, key=lambda each: each.document):
            self._pointing_back(list(some))
        self._happened_before()
        linked = {event for event, _ in self.links}
        loose = [self._likeliest(event, *how) for event, how in self.loose.items() if event not in linked]
        return [*self.links.values(), *loose]

    def _link(self, answer: Act, answered: Act, quote: str) -> None:
        key = (answer.event.id, answered.event.id)
        backwards = key[::-1] in self.links
        if _before(answered, answer) and not backwards:
            self.links.setdefault(key, linked(answer, answered, Basis.STATED, 1.0, quote))

    def _coded(self) -> None:
        """What the coder has found to answer something."""
        for answer in self.acts:
            for answered in answer.event.responds_to:
                if answered in self.by_id and answer.tellings:
                    self._link(answer, self.by_id[answered], self._saying(answer, answered))

    def _saying(self, answer: Act, answered: str) -> str:
        """The sentence that says it: with a cue and both acts, if there is one."""
        others = {each.sentence for each in self.by_id[answered].tellings}
        return max(
            (each.sentence for each in answer.tellings),
            key=lambda words: (any(told_cues.found(words, self.cues)), words in others),
        )

    def _told_in(self, sentence: _Sentence) -> None:
        for cue in told_cues.found(sentence.words, self.cues):
            answering = _answering(sentence, cue)
            for answer in answering:
                if not self._may_answer(answer, sentence.words, cue):
                    continue
                named = [
                    each.act
                    for each in sentence.members
                    if answer.reverses(each.act)
                    and each.act not in answering
                    and each.act.event.status in _DONE
                ]
                for act in named:
                    self._link(answer, act, sentence.words)
                if not named:
                    self.loose.setdefault(answer.event.id, (sentence.words, cue))

    def _may_answer(self, act: Act, words: str, cue: Cue) -> bool:
        event = act.event
        if event.status not in _REPLYING:
            return False
        if event.type == "REQUEST":
            return cue.told is not None and not cue.like
        return event.type != "THREATEN" or not any(each.search(words) for each in self.cues.conditions)

    def _protests_in(self, sentence: _Sentence) -> None:
        """Protests and demands with the act that they are about."""
        about = list(told_cues.about(sentence.words, self.cues))
        if not about:
            return
        first = min(end for end, _ in about)
        for answer in dict.fromkeys(each.act for each in sentence.members):
            if answer.event.type not in _SPOKEN or answer.event.status not in _DONE:
                continue
            told = [
                each.act
                for each in sentence.members
                if each.end >= first and _may_be_protested(each.act, answer)
            ]
            for act in told:
                self._link(answer, act, sentence.words)
            if not told:
                self._protest(answer, next((naming for _, naming in about if naming), None), sentence.words)

    def _protest(self, answer: Act, naming: Naming | None, words: str) -> None:
        """The act that a protest names, as other sentences tell it; what none tells is left alone."""
        candidates = [
            act
            for act in self.acts
            if naming is not None
            and _may_be_answered(act, answer, naming, PROTESTED_WITHIN)
            and _may_be_protested(act, answer)
        ]
        if candidates:
            likeliest, score = best(answer, candidates, PROTESTED_WITHIN)
            reply = linked(answer, likeliest, Basis.STATED, score, words)
            self.links.setdefault((answer.event.id, likeliest.event.id), reply)

    def _points_back(self, sentence: _Sentence) -> bool:
        """Whether its subject is an act that another sentence tells: "The retaliatory step came ..."."""
        subject = self.cues.pointing.search(sentence.words)
        return subject is not None and all(each.start >= subject.end() for each in sentence.members)

    def _pointing_back(self, sentences: list[_Sentence]) -> None:
        """Of "The tit-for-tat move came after ...", the act told just before answers what is told there."""
        for before, sentence in pairwise(sentences):
            if not self._points_back(sentence) or not any(told_cues.found(sentence.words, self.cues)):
                continue
            replying = {event for event, _ in self.links} | set(self.loose)
            members = [each.act for each in before.members]
            for answer in [act for act in members if act.event.id in replying] or members[:1]:
                for each in sentence.members:
                    if (
                        answer.reverses(each.act)
                        and each.act.event.status in _DONE
                        and each.act.hostile is answer.hostile
                    ):
                        self._link(answer, each.act, sentence.words)

    def _happened_before(self) -> None:
        """An act told only as what is answered, without a day of its own, is the like one before it.

        Of "expelled two on Tuesday in reply to the expulsion of its consul", another page has the expulsion.
        """
        for (event, named), reply in list(self.links.items()):
            answer, answered = self.by_id[event], self.by_id[named]
            answering = {telling.sentence for telling in answer.tellings}
            if answered.event.days.first < answer.event.days.first or any(
                telling.sentence not in answering for telling in answered.tellings
            ):
                continue
            before = [act for act in self.acts if answered.repeats(act) and delay(answer, act) <= WITHIN]
            if before:
                likeliest, score = best(answer, before, WITHIN)
                del self.links[event, named]
                self.again.add(named)
                key = event, likeliest.event.id
                self.links.setdefault(key, linked(answer, likeliest, Basis.STATED, score, reply.quote))

    def _likeliest(self, event: str, words: str, cue: Cue) -> Reply:
        """The act that a reply answers whose sentence tells no such act as an event of its own."""
        answer = self.by_id[event]
        what = words[slice(*cue.told)] if cue.told else ""
        naming = told_cues.named(what, self.cues)
        bare = not what or self.cues.nameless.search(what) is not None
        within = WITHIN if naming is None else NAMED_WITHIN
        candidates = [act for act in self.acts if _may_be_answered(act, answer, naming, within)]
        if candidates and (bare or naming is not None):
            likeliest, score = best(answer, candidates, within)
            return linked(answer, likeliest, Basis.STATED, score, words)
        return unlinked(answer, words)


def _sentences(acts: Sequence[Act]) -> list[_Sentence]:
    """The sentences that tell acts, in the order of their documents."""
    members: dict[tuple[str, int, str], list[_InSentence]] = defaultdict(list)
    for act in acts:
        for telling in act.tellings:
            start = max(0, telling.sentence.find(telling.quote))
            at = telling.text.find(telling.sentence)
            key = (telling.document, at, telling.sentence)
            members[key].append(_InSentence(act, start, start + len(telling.quote)))
    return [_Sentence(*key, tuple(members[key])) for key in sorted(members)]


def _answering(sentence: _Sentence, cue: Cue) -> list[Act]:
    """The acts of a sentence that a cue makes answers."""
    first, last = cue.told or (cue.end, cue.end)
    outside = [each for each in sentence.members if not (first <= each.start and each.end <= last)]
    clear = [each for each in outside if each.end <= cue.end or each.start >= max(last, cue.end)]
    if clear and cue.told:
        # Whose words run across the cue is the answer too, unless it goes the other way.
        ways = {each.act.way for each in clear}
        outside = [each for each in outside if each in clear or each.act.way in ways]
    if len({each.act.way for each in outside}) > 1:
        # Both sides act: the later one answers, or of one day the one that is told last.
        latest = max(outside, key=lambda each: (each.act.event.days.first, each.end <= cue.end, each.end))
        outside = [each for each in outside if each.act.way == latest.act.way]
    return list(dict.fromkeys(each.act for each in outside))


def _may_be_protested(act: Act, answer: Act) -> bool:
    event = act.event
    done = event.type not in _SPOKEN and event.status in _DONE
    return done and act.hostile and answer.reverses(act) and _before(act, answer)


def _may_be_answered(act: Act, answer: Act, naming: Naming | None, within: int) -> bool:
    event = act.event
    if not answer.reverses(act) or event.status not in _DONE or not _before(act, answer):
        return False
    if delay(answer, act) > within:
        return False
    if naming is not None:
        return event.type in naming.types and (not naming.modes or event.mode in naming.modes)
    return act.hostile is answer.hostile and event.type not in {"REQUEST", "REJECT"}
