"""The judge: a small network that says what the source of a marked pair does to its target.

It runs in onnxruntime on one core. `model/` holds the network (int8), its tokenizer, and the names of its
answers with the temperatures that make its probabilities true; training/README.md tells how they are made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity.coding.judging.marks import SOURCE, TARGET, masked
from comity.errors import ModelError
from comity.records import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np

MODEL = Path(__file__).parent / "model"
NONE = "none"  # nothing is done to the target by the source
YIELD = "YIELD"  # the codebook's one name for CONCEDE and RETREAT
BATCH = 1
"""Pairs at once. More would be a third quicker, but int8 scales what it sees together: an answer would depend
on which others are asked beside it, and so on the order in which pages are read."""

AGAIN = "install Comity again, or code with --coder rules"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of one pair: probabilities that sum to 1 in each of the four."""

    types: Mapping[str, float]  # PLOVER's sixteen by our coding decisions, and `none`
    codebook: Mapping[str, float]  # the sixteen as PLOVER's own coders draw their borders
    modes: Mapping[str, float]  # "TYPE mode", "TYPE -" for none
    statuses: Mapping[str, float]

    def best(self) -> str:
        """The likeliest type, `none` among them."""
        return max(self.types, key=self.types.__getitem__)

    def mode(self, kind: str) -> tuple[str | None, float]:
        """The likeliest mode of this type, None where it has none, and its share among the type's modes."""
        of = {name.split()[1]: share for name, share in self.modes.items() if name.split()[0] == kind}
        best = max(of, key=of.__getitem__)
        return (None if best == "-" else best), of[best] / (sum(of.values()) or 1.0)

    def status(self) -> tuple[Status, float]:
        """The likeliest status, and its share."""
        best = max(self.statuses, key=self.statuses.__getitem__)
        return Status(best), self.statuses[best]

    def ranking(self) -> list[tuple[str, float]]:
        """The codebook's types, the likeliest first."""
        return sorted(
            ((name, round(share, 4)) for name, share in self.codebook.items()), key=lambda one: -one[1]
        )


class Judge:
    """Answers for marked pairs; deterministic, no state between calls."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Load the model under `folder`. Raises ModelError where a file of it is missing or damaged."""
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            told = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
            self._answers: dict[str, list[str]] = told["answers"]
            self._temperatures: dict[str, float] = told.get("temperatures", {})
            self._words = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._network = onnxruntime.InferenceSession(
                str(folder / "judge.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # what the three libraries raise has no common root
            raise ModelError(f"the judge under {folder} cannot be loaded ({error}); {AGAIN}") from error
        self._marks = [self._words.token_to_id(mark) for mark in (SOURCE, TARGET)]
        self._pad = self._words.token_to_id("[PAD]")

    def judge(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text, which marks its pair as <s>…</s> and <t>…</t>, or RecordError."""
        encoded = [found.ids for found in self._words.encode_batch([masked(text) for text in texts])]
        told: dict[int, Judgement] = {}
        order = sorted(range(len(encoded)), key=lambda at: len(encoded[at]))
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            told.update(zip(some, self._batch([encoded[at] for at in some]), strict=True))
        return [told[at] for at in range(len(encoded))]

    def _batch(self, encoded: Sequence[Sequence[int]]) -> Iterator[Judgement]:
        import numpy as np

        ids = np.full((len(encoded), max(map(len, encoded))), self._pad, dtype=np.int64)
        for row, own in zip(ids, encoded, strict=True):
            row[: len(own)] = own
        # A mark that a very long text has lost to the cut is looked for at its beginning.
        places = [[own.index(mark) if mark in own else 0 for mark in self._marks] for own in encoded]
        mask = np.zeros_like(ids)
        for row, own in zip(mask, encoded, strict=True):
            row[: len(own)] = 1
        logits = self._network.run(
            list(self._answers), {"ids": ids, "mask": mask, "places": np.array(places, dtype=np.int64)}
        )
        shares = {
            head: _softmax(values / self._temperatures.get(head, 1.0))
            for head, values in zip(self._answers, logits, strict=True)
        }
        for at in range(len(encoded)):
            yield self._judgement({head: values[at] for head, values in shares.items()})

    def _judgement(self, shares: Mapping[str, Any]) -> Judgement:
        named = {
            head: dict(zip(self._answers[head], map(float, values), strict=True))
            for head, values in shares.items()
        }
        return Judgement(
            types=named["type"],
            codebook=_parted(named["codebook"], named["type"]),
            modes=named["mode"],
            statuses=named["status"],
        )


def _softmax(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _parted(codebook: dict[str, float], types: Mapping[str, float]) -> dict[str, float]:
    """The codebook's shares with YIELD parted into CONCEDE and RETREAT as they stand among the types."""
    both = types["CONCEDE"] + types["RETREAT"]
    conceded = types["CONCEDE"] / both if both else 0.5
    found = {name: share for name, share in codebook.items() if name != YIELD}
    found["CONCEDE"] = codebook[YIELD] * conceded
    found["RETREAT"] = codebook[YIELD] * (1 - conceded)
    return found


@cache
def load() -> Judge:
    """The judge that comes with Comity, loaded once; ModelError where it cannot be."""
    return Judge()
