"""Learns what the judge's word weighs against the rules', on our own stories: ``python -m training.weigh``.

It codes training/stories/first.yml by the rules, sentence by sentence and story by story, asks the judge
about each mention, and writes `weights.json` beside the model: two logistic regressions, for mentions whose
pair stands in the sentence and for the others, and the thresholds that serve best. second.yml stays apart.
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

from comity import coders, stream
from comity.coding.judging import Judge, weighing
from comity.coding.judging.judge import MODEL
from comity.coding.judging.weighing import FEATURES, Weighed, Weights
from comity.records import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).parent
FOLDS = 5
RIDGE = 0.3  # how strongly the weights are drawn to zero
TURNING = (3.0, 6.0, 12.0, 25.0, 50.0, 100.0, 1e9)
LEAST = tuple(round(0.05 * step, 2) for step in range(2, 14))
SETTLING = (0.7, 0.8, 0.9, 0.95, 0.98, 1.1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention with its judgement, and what a careful reader found in its sentence."""

    weighed: Weighed
    gold: tuple[dict[str, Any], ...]
    taken: frozenset[str]  # types that the rules gave the same pair in this sentence
    story: str

    def right(self, kind: str) -> bool:
        """Is every pair of its sides in the gold, as an act of this type?"""
        mention = self.weighed.mention
        pairs = [(a.code, r.code) for a, r in product(mention.actors, mention.recipients) if a.code != r.code]
        return bool(pairs) and all(self._holds(kind, *pair, mutual=mention.symmetric) for pair in pairs)

    def _holds(self, kind: str, actor: str, recipient: str, *, mutual: bool) -> bool:
        return any(
            event["type"] == kind
            and (
                (event["actor"], event["recipient"]) == (actor, recipient)
                or (
                    (mutual or event.get("symmetric", False))
                    and (event["recipient"], event["actor"]) == (actor, recipient)
                )
            )
            for event in self.gold
        )

    def status(self, kind: str) -> str | None:
        """The status that the gold gives it, where it is right."""
        mention = self.weighed.mention
        return next(
            (
                event["status"]
                for event in self.gold
                if event["type"] == kind and mention.actors[0].code in (event["actor"], event["recipient"])
            ),
            None,
        )


def ask(path: Path, judge: Judge) -> list[Asked]:
    """All mentions of the rules in these stories, told sentence by sentence and as whole stories."""
    stories = yaml.safe_load(path.read_text(encoding="utf-8"))
    alone = [
        ({"id": f"{story['story']} {at}", "text": told["text"], "date": story["published"]}, [told])
        for story in stories
        for at, told in enumerate(story["text_sentences"])
        if told.get("alone", True)
    ]
    whole = [
        (
            {
                "id": story["story"],
                "text": " ".join(told["text"] for told in story["text_sentences"]),
                "date": story["published"],
            },
            story["text_sentences"],
        )
        for story in stories
    ]
    return list(_asked([*alone, *whole], judge))


def _asked(told: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]], judge: Judge) -> Iterator[Asked]:
    documents = [stream.article(record) for record, _ in told]
    sentences = {document.id: found for document, (_, found) in zip(documents, told, strict=True)}
    mentions = [result for result in coders.load(coders.RULES).code(documents) if isinstance(result, Mention)]
    texts = {document.id: document.text for document in documents}
    taken = weighing.types_taken(mentions)
    names = {document.id: document.name.split(" ")[0] for document in documents}
    for one in weighing.judged(mentions, texts, judge):
        mention = one.mention
        gold = _gold_at(mention.predicate.start, sentences[mention.document])
        yield Asked(one, gold, taken[weighing.place(mention)], names[mention.document])


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


def learned(asked: Sequence[Asked], turning: float) -> Weights:
    """The two regressions, with this threshold for turning to the judge's type."""
    found = {}
    for heard in (True, False):
        some = [one for one in asked if (one.weighed.judgement is not None) is heard]
        kinds = [weighing.chosen(one.weighed, one.taken, turning) for one in some]
        rows = [weighing.features(one.weighed, kind) for one, kind in zip(some, kinds, strict=True)]
        found[heard] = regression(rows, [one.right(kind) for one, kind in zip(some, kinds, strict=True)])
    return Weights(heard=found[True], unheard=found[False], turning=turning, least=0.0, settling=1.1)


def crossed(asked: Sequence[Asked], turning: float) -> list[tuple[float, bool]]:
    """Each mention's confidence by weights that its own story did not teach, and whether it is right."""
    told = []
    stories = sorted({one.story for one in asked})
    for fold in range(FOLDS):
        out = set(stories[fold::FOLDS])
        weights = learned([one for one in asked if one.story not in out], turning)
        for one in asked:
            if one.story in out:
                kind = weighing.chosen(one.weighed, one.taken, turning)
                told.append((weighing.confidence(one.weighed, kind, weights), one.right(kind)))
    return told


def f1_at(told: Sequence[tuple[float, bool]], least: float, gold: int) -> float:
    """F1 of the mentions that are kept; each right one finds one of the `gold`."""
    kept = [right for sure, right in told if sure >= least]
    return 2 * sum(kept) / (len(kept) + gold) if kept else 0.0


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error: how far confidence and share of right ones lie apart."""
    total = 0.0
    for at in range(bins):
        inside = [
            (s, r) for s, r in told if at / bins <= s < (at + 1) / bins or (s == 1.0 and at == bins - 1)
        ]
        if inside:
            total += abs(sum(s for s, _ in inside) - sum(r for _, r in inside))
    return total / len(told)


def settling(asked: Sequence[Asked], weights: Weights) -> float:
    """The share of the judge from which its status is better than the rules'."""
    scores: Counter[float] = Counter()
    for one in asked:
        judgement = one.weighed.judgement
        kind = weighing.chosen(one.weighed, one.taken, weights.turning)
        if judgement is None or not one.right(kind):
            continue
        best = max(judgement.statuses, key=judgement.statuses.__getitem__)
        for share in SETTLING:
            said = best if judgement.statuses[best] >= share else one.weighed.mention.status.value
            scores[share] += said == one.status(kind)
    print("status right, by the share from which the judge settles it:", dict(scores))
    return max(reversed(SETTLING), key=scores.__getitem__)


def weigh(asked: Sequence[Asked], gold: int) -> Weights:
    """The weights that serve best, by cross-validation over the stories."""
    best: tuple[float, float, float] = (0.0, 0.0, 0.0)
    for turning in TURNING:
        told = crossed(asked, turning)
        for least in LEAST:
            best = max(best, (round(f1_at(told, least, gold), 4), -turning, least))
        print(
            f"turning {turning:g}: {sum(right for _, right in told)} of {len(told)} right, "
            f"calibration error {calibration_error(told):.3f}, "
            f"F1 {max(f1_at(told, least, gold) for least in LEAST):.3f}"
        )
    _, turning, least = best[0], -best[1], best[2]
    weights = replace(learned(asked, turning), least=least)
    return replace(weights, settling=settling(asked, weights))


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
