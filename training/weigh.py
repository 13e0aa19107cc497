"""Learns what the judge's word weighs against the rules', on our own stories: ``python -m training.weigh``.

It codes training/stories/first.yml by the rules, sentence by sentence and story by story, asks the judge
about each mention and each opening, and writes `weights.json` beside the model: logistic regressions for
mentions whose pair stands in the sentence, for the others, and for openings, and the thresholds that serve
best by cross-validation over the stories. second.yml stays apart, to measure on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from comity import actors, ontology, stream
from comity.coding import Coder
from comity.coding.judging import Judge, Panel, weighing
from comity.coding.judging.judge import MODEL
from comity.coding.judging.weighing import FEATURES, Weighed, Weights
from comity.coding.openings import Opening
from comity.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

HERE = Path(__file__).parent
FOLDS = 5
RIDGE = 8.0  # how strongly the weights are drawn to zero
TURNING = (6.0, 25.0, 100.0, 1e9)
LEAST = tuple(round(0.05 * step, 2) for step in range(1, 16))
# Precision comes first: whatever serves F1 best, what is less sure than this is no mention.
LEAST_SURE, LEAST_OPEN = 0.2, 0.6
SHARES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.1)
NOTHING = Weights(
    heard={}, unheard={}, opened={}, turning=1e9, least=0, least_open=0, settling=1.1, moding=1.1
)

Told = list[tuple[float, bool]]
"""Confidence, and whether it is right."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention or an opening with its judgement, and what a careful reader found in its sentence."""

    weighed: Weighed
    opening: Opening | None
    gold: tuple[dict[str, Any], ...]
    taken: frozenset[str]  # types that the rules gave the same pair in this sentence
    story: str

    def kind(self, turning: float) -> str:
        """Its type by both witnesses."""
        if self.opening is None:
            return weighing.chosen(self.weighed, self.taken, turning)
        return "none" if self.weighed.judgement is None else weighing.likeliest(self.weighed.judgement)

    def features(self, turning: float) -> dict[str, float]:
        """What its confidence is made of."""
        if self.opening is None:
            return weighing.features(self.weighed, self.kind(turning))
        return weighing.features_of_opening(self.weighed, self.opening)

    def right(self, turning: float) -> bool:
        """Is every pair of its sides in the gold, as an act of its type?"""
        mention, kind = self.weighed.mention, self.kind(turning)
        sides = product(mention.actors, mention.recipients)
        pairs = [(one.code, other.code) for one, other in sides if one.code != other.code]
        mutual = mention.symmetric or (self.opening is not None and kind in weighing.MUTUAL)
        return bool(pairs) and all(self._holds(kind, *pair, mutual=mutual) for pair in pairs)

    def _holds(self, kind: str, actor: str, recipient: str, *, mutual: bool) -> bool:
        for event in self.gold:
            sides = (event["actor"], event["recipient"])
            turned = (mutual or event.get("symmetric", False)) and sides == (recipient, actor)
            if event["type"] == kind and (turned or sides == (actor, recipient)):
                return True
        return False

    def event(self) -> dict[str, Any] | None:
        """What the gold says of its act, as the rules have typed it."""
        own = self.weighed.mention
        for event in self.gold:
            if event["type"] == own.type and own.actors[0].code in (event["actor"], event["recipient"]):
                return event
        return None


def ask(path: Path, judge: Judge) -> list[Asked]:
    """All mentions and openings in these stories, told sentence by sentence and as whole stories."""
    stories = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = [
        ({"id": f"{story['story']} {at}", "text": one["text"], "date": story["published"]}, [one])
        for story in stories
        for at, one in enumerate(story["text_sentences"])
        if one.get("alone", True)
    ]
    for story in stories:
        text = " ".join(one["text"] for one in story["text_sentences"])
        record = {"id": story["story"], "text": text, "date": story["published"]}
        told.append((record, story["text_sentences"]))
    return list(_asked(told, judge))


def _asked(told: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]], judge: Judge) -> Iterator[Asked]:
    documents = [stream.article(record) for record, _ in told]
    sentences = {document.id: found for document, (_, found) in zip(documents, told, strict=True)}
    coder = Coder(actors.load(), ontology.load(), Panel(judge, NOTHING))
    results = [result for result in coder.found(documents) if not isinstance(result, Skipped)]
    mentions = [result.mention if isinstance(result, Opening) else result for result in results]
    texts = {document.id: document.text for document in documents}
    taken = weighing.types_taken(mentions)
    names = {document.id: document.name.split(" ")[0] for document in documents}
    for result, one in zip(results, weighing.judged(mentions, texts, judge), strict=True):
        mention = one.mention
        yield Asked(
            weighed=one,
            opening=result if isinstance(result, Opening) else None,
            gold=_gold_at(mention.predicate.start, sentences[mention.document]),
            taken=taken[weighing.place(mention)],
            story=names[mention.document],
        )


def _gold_at(position: int, sentences: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    end = -1
    for told in sentences:
        end += 1 + len(told["text"])
        if position < end:
            return tuple(told["events"])
    return ()


def regression(rows: Sequence[dict[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """The weights of a logistic regression, drawn to zero a little, by Newton's method."""
    names = [name for name in FEATURES if any(name in row for row in rows)]
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array(right, dtype=float)
    weights = np.zeros(len(names))
    pull = np.full(len(names), RIDGE)
    pull[names.index("constant")] = 0.01
    for _ in range(30):
        share = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share - y) + pull * weights
        curve = (x * (share * (1 - share))[:, None]).T @ x + np.diag(pull)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def _heard(one: Asked) -> bool:
    return one.opening is None and one.weighed.judgement is not None


def _unheard(one: Asked) -> bool:
    return one.opening is None and one.weighed.judgement is None


def _opened(one: Asked) -> bool:
    return one.opening is not None and one.weighed.judgement is not None


WAYS: tuple[Callable[[Asked], bool], ...] = (_heard, _unheard, _opened)


def learned(asked: Sequence[Asked], turning: float) -> Weights:
    """The three regressions, with this threshold for turning to the judge's type."""
    heard, unheard, opened = (
        regression([one.features(turning) for one in some], [one.right(turning) for one in some])
        for some in ([one for one in asked if way(one)] for way in WAYS)
    )
    return replace(NOTHING, heard=heard, unheard=unheard, opened=opened, turning=turning)


def crossed(asked: Sequence[Asked], turning: float) -> tuple[Told, Told]:
    """For mentions and openings the confidence by weights that their story did not teach, and the truth."""
    told: Told = []
    opened: Told = []
    stories = sorted({one.story for one in asked})
    for fold in range(FOLDS):
        out = set(stories[fold::FOLDS])
        weights = learned([one for one in asked if one.story not in out], turning)
        for one in asked:
            if one.story not in out:
                continue
            way = next((of for test, of in zip(WAYS, _of(weights), strict=True) if test(one)), None)
            if way is None:
                continue
            sure = weighing.share(way, one.features(turning))
            (told if one.opening is None else opened).append((sure, one.right(turning)))
    return told, opened


def _of(weights: Weights) -> tuple[Any, Any, Any]:
    return weights.heard, weights.unheard, weights.opened


def f1_at(told: Told, least: float, opened: Told, least_open: float, gold: int) -> float:
    """F1 of what is kept; each right one finds one of the `gold`."""
    kept = [right for sure, right in told if sure >= least]
    kept += [right for sure, right in opened if sure >= least_open]
    return 2 * sum(kept) / (len(kept) + gold) if kept else 0.0


def calibration_error(told: Told, bins: int = 10) -> float:
    """The expected calibration error: how far confidence and share of right ones lie apart."""
    total = 0.0
    for at in range(bins):
        inside = [(sure, right) for sure, right in told if min(int(sure * bins), bins - 1) == at]
        total += abs(sum(sure - right for sure, right in inside))
    return total / len(told)


def particulars(asked: Sequence[Asked], weights: Weights) -> tuple[float, float]:
    """The shares of the judge from which its status and its mode are better than the rules'."""
    statuses: Counter[float] = Counter()
    modes: Counter[float] = Counter()
    for one in asked:
        mention, judgement, event = one.weighed.mention, one.weighed.judgement, one.event()
        if one.opening is not None or judgement is None or event is None or not one.right(weights.turning):
            continue
        status, sure = judgement.status()
        mode, of_type = judgement.mode(mention.type)
        for share in SHARES:
            statuses[share] += (status if sure >= share else mention.status) == event["status"]
            modes[share] += (mode if of_type >= share else mention.mode) == event["mode"]
    print("right by the share from which the judge is heard: statuses", dict(statuses), "modes", dict(modes))
    return max(reversed(SHARES), key=statuses.__getitem__), max(reversed(SHARES), key=modes.__getitem__)


def weigh(asked: Sequence[Asked], gold: int) -> Weights:
    """The weights that serve best, by cross-validation over the stories."""
    best = (0.0, 0.0, 0.0, 0.0)
    for turning in TURNING:
        told, opened = crossed(asked, turning)
        for least, least_open in product(LEAST, LEAST):
            score = round(f1_at(told, least, opened, least_open, gold), 4)
            best = max(best, (score, -turning, least, least_open))
        print(
            f"turning {turning:g}: {sum(right for _, right in told)} of {len(told)} mentions right, "
            f"{sum(right for _, right in opened)} of {len(opened)} openings, calibration error "
            f"{calibration_error(told):.3f} and {calibration_error(opened):.3f}; so far best {best}"
        )
    _, turned, least, least_open = best
    least, least_open = max(least, LEAST_SURE), max(least_open, LEAST_OPEN)
    weights = replace(learned(asked, -turned), least=least, least_open=least_open)
    settling, moding = particulars(asked, weights)
    return replace(weights, settling=settling, moding=moding)


def main() -> None:
    """Learn the weights and write them beside the model."""
    parser = argparse.ArgumentParser(description="Learn what the judge's word weighs.")
    parser.add_argument("--stories", type=Path, default=HERE / "stories" / "first.yml")
    parser.add_argument("--model", type=Path, default=MODEL)
    told = parser.parse_args()
    asked = ask(told.stories, Judge(told.model))
    stories = yaml.safe_load(told.stories.read_text(encoding="utf-8"))
    gold = sum(
        len(each["events"]) * (1 + each.get("alone", True)) for s in stories for each in s["text_sentences"]
    )
    weights = weigh(asked, gold)
    print(weights)
    (told.model / "weights.json").write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
