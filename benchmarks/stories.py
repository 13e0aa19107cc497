"""Raw sentences of the stories kept apart: who did what to whom, how settled, and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import yaml

from comity.errors import RecordError
from figures import Counts, Figure, accuracy, macro_f1

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from comity.stream import Record
    from witnesses import Witness

Key = tuple[str, str, str]
"""Actor, type, recipient; of an act that both sides do, the two in order of the alphabet."""
_EVENT = ("actor", "recipient", "type", "mode", "status", "date")


@dataclass(frozen=True, slots=True)
class Deed:
    """One actor's act towards one recipient, as a reader or a coder tells it."""

    actor: str
    type: str
    recipient: str
    symmetric: bool
    status: str
    mode: str | None
    days: tuple[str, str] | None  # the first and the last, as 2022-10-04
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story, and the deeds that a reader finds in it."""

    text: str
    alone: bool  # whether it can be understood without its story
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story of a day."""

    name: str
    published: date
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence's gold, and what a coder told of it."""

    gold: Sequence[Deed]
    told: Sequence[Deed]


def read(path: Path) -> list[Story]:
    """The stories of a file; RecordError names the one that is not as the others."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; the stories lie in training/stories") from error
    except yaml.YAMLError as error:
        raise RecordError(f"{path} is no YAML: {error}") from error
    stories = []
    for number, story in enumerate(content, start=1):
        try:
            stories.append(_story(story))
        except (KeyError, TypeError) as error:
            name = story.get("story") if isinstance(story, dict) else None
            raise RecordError(
                f"{path}, story {number} ({name}): {error!r}; a story has story, published, text_sentences, "
                f"a sentence text and events, an event {', '.join(_EVENT)}"
            ) from error
    return stories


def _story(story: dict[str, Any]) -> Story:
    sentences = (
        Sentence(each["text"], each.get("alone", True), tuple(map(_deed, each["events"])))
        for each in story["text_sentences"]
    )
    return Story(story["story"], story["published"], tuple(sentences))


def _deed(event: dict[str, Any]) -> Deed:
    day = event["date"]
    return Deed(
        actor=event["actor"],
        type=event["type"],
        recipient=event["recipient"],
        symmetric=event.get("symmetric", False),
        status=event["status"],
        mode=event["mode"],
        days=(str(day), str(day)) if day else None,
    )


def alone(witness: Witness, stories: Iterable[Story]) -> list[Read]:
    """Each sentence that can be understood alone, coded alone."""
    chosen = [(story.published, each) for story in stories for each in story.sentences if each.alone]
    records = [
        {"id": number, "text": sentence.text, "date": published}
        for number, (published, sentence) in enumerate(chosen)
    ]
    answers = witness.coded(records)
    return [
        Read(sentence.deeds, [deed for mention in answer["mentions"] for deed in deeds(mention)])
        for (_, sentence), answer in zip(chosen, answers, strict=True)
    ]


def whole(witness: Witness, stories: Sequence[Story]) -> list[Read]:
    """Each story coded as one paragraph; an act belongs to the sentence in which its predicate stands."""
    records = [
        {"id": story.name, "text": " ".join(each.text for each in story.sentences), "date": story.published}
        for story in stories
    ]
    found = []
    for story, answer in zip(stories, witness.coded(records), strict=True):
        start = 0
        for sentence in story.sentences:
            end = start + len(sentence.text)
            inside = [told for told in answer["mentions"] if start <= told["spans"]["predicate"][0] < end]
            found.append(Read(sentence.deeds, [deed for mention in inside for deed in deeds(mention)]))
            start = end + 1
    return found


def deeds(mention: Record) -> Iterator[Deed]:
    """What a printed mention says of each pair of an actor and a recipient."""
    for actor, recipient in product(mention["actors"], mention["recipients"]):
        if actor != recipient:
            yield Deed(
                actor,
                mention["type"],
                recipient,
                mention["symmetric"],
                mention["status"],
                mention["mode"],
                (mention["date_start"], mention["date_end"]) if mention["date_start"] else None,
                mention["confidence"],
            )


def by_key(one: Read) -> tuple[dict[Key, list[Deed]], dict[Key, list[Deed]]]:
    """Gold and told deeds by actor, type and recipient.

    Where either says that both sides do it, it is the same whichever of them is named first.
    """
    mutual = {_sorted(deed) for deed in (*one.gold, *one.told) if deed.symmetric}

    def keyed(some: Iterable[Deed]) -> dict[Key, list[Deed]]:
        found = defaultdict(list)
        for deed in some:
            key = _sorted(deed)
            found[key if key in mutual else (deed.actor, deed.type, deed.recipient)].append(deed)
        return dict(found)

    return keyed(one.gold), keyed(one.told)


def _sorted(deed: Deed) -> Key:
    first, second = sorted((deed.actor, deed.recipient))
    return first, deed.type, second


def counted(reads: Iterable[Read]) -> Counts:
    """The triples found, told wrongly and missed, each once a sentence."""
    total = Counts()
    for one in reads:
        gold, told = by_key(one)
        found = len(gold.keys() & told.keys())
        total += Counts(found, len(told) - found, len(gold) - found)
    return total


def matched(reads: Iterable[Read]) -> Iterator[tuple[Deed, Deed]]:
    """Gold and told of each triple found: the surest telling, and the gold that is nearest to it."""
    for one in reads:
        gold, told = by_key(one)
        for key in sorted(gold.keys() & told.keys()):
            best = max(told[key], key=lambda deed: deed.confidence)
            yield max(gold[key], key=lambda deed: (deed.status == best.status, deed.mode == best.mode)), best


def judged(reads: Iterable[Read]) -> Iterator[tuple[float, bool]]:
    """For each triple told how sure the coder was, and whether it is right."""
    for one in reads:
        gold, told = by_key(one)
        for key, tellings in told.items():
            yield max(deed.confidence for deed in tellings), key in gold


def triples(data: str, reads: dict[str, list[Read]]) -> Iterator[Figure]:
    """Precision, recall and F1 of the triples, for each witness."""
    counts = {name: counted(some) for name, some in reads.items()}
    gold = sum(len(by_key(one)[0]) for one in next(iter(reads.values())))
    for measure in ("precision", "recall", "f1"):
        values = {name: getattr(count, measure) for name, count in counts.items()}
        yield Figure("triples", data, measure, gold, values, kept=measure == "f1")


def particulars(data: str, reads: dict[str, list[Read]]) -> Iterator[Figure]:
    """Status, mode and day of the triples that were found, for each witness.

    Each witness is asked about those that it found itself; `of` counts those of the last one. More found, and
    harder ones with them, may lower these, so they have no floor.
    """
    found = {name: list(matched(some)) for name, some in reads.items()}
    moded = {name: [pair for pair in pairs if pair[0].mode] for name, pairs in found.items()}
    dated = {name: [pair for pair in pairs if pair[0].days] for name, pairs in found.items()}

    def figure(measure: str, of: dict[str, list[tuple[Deed, Deed]]], values: dict[str, float]) -> Figure:
        return Figure("particulars", data, measure, len([*of.values()][-1]), values, kept=False)

    yield figure("status-accuracy", found, {name: _agree(pairs, "status") for name, pairs in found.items()})
    yield figure("status-macro-f1", found, {name: _statuses(pairs) for name, pairs in found.items()})
    yield figure("mode-accuracy", moded, {name: _agree(pairs, "mode") for name, pairs in moded.items()})
    yield figure("day-accuracy", dated, {name: _agree(pairs, "days") for name, pairs in dated.items()})


def _agree(pairs: Sequence[tuple[Deed, Deed]], what: str) -> float:
    return accuracy(getattr(gold, what) == getattr(told, what) for gold, told in pairs)


def _statuses(pairs: Sequence[tuple[Deed, Deed]]) -> float:
    return macro_f1([gold.status for gold, _ in pairs], [told.status for _, told in pairs])
