"""References: whom "it", "they", "the two sides", "the ministry" and "the diplomat" stand for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.coding import grammar
from comity.records import Party, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

    from comity.actors import Gazetteer, Sighting
    from comity.coding.discourse import Discourse

_SINGULAR = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "their", "them", "themselves", "theirs"})
_OBJECTS = frozenset({"it", "them"})
_PERSONAL = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_SPEAKERS = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
_SIDES = frozenset(
    "side country nation state government neighbor neighbour minister leader president party capital "
    "chief rival official delegation diplomat people ally power military army counterpart premier".split()
)
_COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "island", "government", "state"})
_ALLIANCE = frozenset({"bloc", "alliance", "union", "commission", "organisation", "organization", "grouping"})
_OFFICE = frozenset(
    "minister president spokesman spokeswoman spokesperson premier chancellor leader ambassador "
    "secretary envoy diplomat chief king".split()
)
MISSIONS = frozenset("embassy consulate mission ambassador consul envoy".split())
# What may stand for somebody whom the sentence does not name: pronouns, and nouns behind "the" or a number.
PRONOUNS = _SINGULAR | _PLURAL | _PERSONAL | _SPEAKERS
SIDES = _SIDES
NOUNS = _COUNTRY | _ALLIANCE | _OFFICE | MISSIONS
_AIMED = ("at", "to", "with", "against", "on", "towards", "from")
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def seen(sighting: Sighting) -> Party:
    """The party that a sighting names."""
    is_place = sighting.kind == "place" and sighting.via != "metonym"
    return Party(
        code=sighting.code,
        sector=sighting.sector or "GOV",
        span=sighting.span,
        text=sighting.text,
        via="place" if is_place else sighting.via,
        person=sighting.person,
        office=sighting.office,
    )


class References:
    """Resolves the references of one parsed text that starts at `base` in its document."""

    def __init__(
        self, base: int, discourse: Discourse, gazetteer: Gazetteer, named: Mapping[int, Sighting]
    ) -> None:
        self._base = base
        self._discourse = discourse
        self._gazetteer = gazetteer
        self._named = named  # positions of the words that name a state themselves
        self.excluded: frozenset[str] = frozenset()  # whom a pronoun cannot mean
        self.dyad: tuple[str, ...] = ()  # the two sides of the sentence before
        self.speaker: tuple[Party, ...] = ()  # who is being quoted in the sentence at hand

    def of(self, token: Token) -> list[Party]:
        """Whom a pronoun or a group stands for, with its own words as span."""
        if token.pos_ in ("PRON", "DET") or token.dep_ == "poss":
            return self._pronoun(token)
        if token.lower_ == "two" and token.dep_ in ("nsubj", "nsubjpass"):
            return self.group(token)  # "the two signed a treaty"
        if token.lemma_.lower() in _SIDES and self._is_group(token):
            return self.group(token)
        return []

    def _pronoun(self, token: Token) -> list[Party]:
        word, position = token.lower_, self._base + token.idx
        excluded = (
            frozenset[str]() if token.dep_ == "poss" else self.excluded
        )  # "its" may well be the actor's
        found: Iterable[Party] = ()
        if word in _OBJECTS and (held := self._held_before(token)):
            found = [held]
        elif word in _SINGULAR and not _is_expletive(token):
            found = self._discourse.subject_before(position, states_only=True, excluding=excluded)[:1]
        elif word in _PLURAL:
            found = self._discourse.subject_before(position, excluding=excluded)
        elif word in _PERSONAL:
            found = [] if self._is_unknown(token) else self._person(position)
        elif word in _SPEAKERS:
            found = [party for party in self.speaker if party.code not in excluded]
            found = found or self._discourse.subject_before(position, excluding=excluded)[:1]
        elif word == "both" and token.pos_ == "PRON":
            return self.group(token)
        return [self._stand(token, party) for party in found]

    def _held_before(self, pronoun: Token) -> Party | None:
        """Whom the object of a verb before names, where the pronoun is an object too and not whoever acts."""
        if pronoun.dep_ not in ("dobj", "pobj", "dative"):
            return None
        for verb in grammar.verbs_before(pronoun):
            objects = grammar.objects(verb)
            behind = [pobj for held in (verb, *objects) for pobj in grammar.prepositional(held, _AIMED)]
            for held in (*objects, *grammar.datives(verb), *behind):
                sighting = self._named.get(held.i)
                if sighting is not None and held.i < pronoun.i and sighting.code not in self.excluded:
                    return seen(sighting)
        return None

    def _person(self, position: int) -> list[Party]:
        subject = self._discourse.person_subject_before(position, self.excluded)
        if subject is not None:
            return [subject]
        person = self._discourse.person_before(position)
        return [seen(person)] if person is not None and person.code not in self.excluded else []

    def _is_unknown(self, pronoun: Token) -> bool:
        """Does the sentence itself name somebody before "he" whose state nobody tells?"""
        for token in pronoun.sent:
            if token.i >= pronoun.i:
                return False
            if token.dep_ == "nsubj" and token.pos_ == "PROPN" and token.i not in self._named:
                return True
        return False

    def _is_group(self, noun: Token) -> bool:
        """Is this "the two sides", "both countries", without another name beside them?"""
        if not any(child.lower_ in _NUMBERS for child in noun.children):
            inner = grammar.prepositional(noun, ("of",))
            return any(self._is_group(token) for token in inner if token.lemma_.lower() in _SIDES)
        return not any(child.i in self._named for child in noun.children)

    def group(self, token: Token) -> list[Party]:
        """The states of "the two sides", "the three states", "bilateral"."""
        position = self._base + token.idx
        size = next((_NUMBERS[child.lower_] for child in token.subtree if child.lower_ in _NUMBERS), 2)
        discourse = self._discourse
        codes = discourse.group_before(position, size)
        if size == 2:
            codes = self.dyad or discourse.both(position)
        span, text = self._words(token)
        return [Party(code, "GOV", span, text, "coreference") for code in codes]

    def definite(self, token: Token) -> list[Party]:
        """What "the ministry", "the country", "the diplomat" mean: the last that the words may name."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return []
        if not any(
            child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in token.children
        ):
            return []
        words = token.doc[token.left_edge.i : token.i + 1].text.lower().removeprefix("the ").strip()
        party = self._meant(token, words)
        if party is None:
            return []
        span, text = self._words(token)
        sector = self._gazetteer.sector(words) or party.sector
        return [replace(party, span=span, text=text, via="coreference", sector=sector)]

    def _meant(self, token: Token, words: str) -> Party | None:
        position, lemma, discourse = self._base + token.idx, token.lemma_.lower(), self._discourse
        if (body := discourse.body_before(position, words, self.excluded)) is not None:
            return seen(body)
        if lemma in _OFFICE and (person := discourse.person_before(position)) is not None:
            return seen(person)
        if lemma in MISSIONS and (last := discourse.subject_before(position)):
            others = discourse.subject_before(position, excluding=frozenset(party.code for party in last))
            return others[0] if others else None
        if lemma in _ALLIANCE and (body := discourse.organisation_before(position)) is not None:
            return seen(body)
        if (earlier := discourse.noun_before(position, lemma)) is not None:
            return earlier
        if lemma not in _COUNTRY and self._gazetteer.sector(words) not in ("GOV", "MIL", "LEG"):
            return None
        return self._country(token)

    def _country(self, token: Token) -> Party | None:
        """Whose "the government" is: of the state in the sentence before, in this one, in the dateline."""
        for position in (self._base + token.sent.start_char, self._base + token.idx):
            last = self._discourse.subject_before(position, states_only=True, excluding=self.excluded)
            if last:
                return last[0]
        if self._discourse.home:
            return Party(self._discourse.home, "GOV", Span(0, 0), "", "context")
        return None

    def _stand(self, token: Token, party: Party) -> Party:
        start = self._base + token.idx
        return replace(party, span=Span(start, start + len(token)), text=token.text, via="coreference")

    def _words(self, token: Token) -> tuple[Span, str]:
        words = token.doc[token.left_edge.i : token.i + 1]
        return Span(self._base + words.start_char, self._base + words.end_char), words.text


def _is_expletive(token: Token) -> bool:
    """The "it" of "it is necessary to", "when it comes to", "it seems that" means nobody."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ != "it":
        return False
    if verb.lemma_.lower() in ("seem", "appear", "happen", "turn", "come"):
        return True
    adjective = any(child.dep_ == "acomp" for child in verb.children)
    return adjective and any(child.dep_ in ("xcomp", "ccomp", "advcl") for child in verb.subtree)
