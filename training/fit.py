"""Fits the judge: a large teacher, then a small pupil that learns from the labels and from the teacher.

    python -m training.generate
    python -m training.fit --weights MPNET --plv PLV_train.tsv --epochs 4 --rate 4e-5 \
        --out build/training/teacher
    python -m training.fit --weights MINILM --plv PLV_train.tsv --teacher build/training/teacher \
        --epochs 14 --size 64 --rate 1.5e-4 --out build/training/pupil
    python -m training.export build/training/pupil

README.md says where the two sets of weights come from.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

import comity.ontology
from training.encoder import Encoded, Encoder, logits, tokenizer
from training.examples import NONE, STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

YIELD = "YIELD"  # what PLV's coders call CONCEDE and RETREAT
NOT_ASKED = -100
WARMING = 0.08
SMOOTHING = 0.05
SOFT = 0.7  # of the pupil's loss is the teacher's
TEMPERATURE = 1.5
HEADS = ("type", "codebook", "mode", "status")


@dataclass(frozen=True, slots=True)
class Row:
    """A marked pair with what is known of it; None is not known."""

    text: str
    type: str | None = None
    codebook: str | None = None
    mode: str | None = None
    status: str | None = None
    filled: bool = False  # a template whose slots were filled


def answers() -> dict[str, list[str]]:
    """The answers of each head, from the ontology."""
    types = comity.ontology.load().plover.types
    return {
        "type": [*types, NONE],
        "codebook": [*(name for name in types if name not in ("CONCEDE", "RETREAT")), YIELD],
        "mode": [f"{name} {mode}" for name, of in types.items() for mode in ("-", *of.modes)],
        "status": list(STATUSES),
    }


def own(path: Path) -> list[Row]:
    """The rows of a file that `training.generate` wrote."""
    return [_row(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _row(told: dict[str, str | None]) -> Row:
    kind, codebook = told["type"], told["codebook"]
    # How PLV's coders draw their borders is known of the prose; the templates know only the codebook's text.
    prose = str(told["id"]).startswith("prose-")
    return Row(
        text=str(told["text"]),
        type=kind,
        codebook=_root(str(codebook)) if prose and codebook != NONE else None,
        mode=None if kind == NONE else f"{kind} {told['mode'] or '-'}",
        status=told["status"],
        filled=not prose and not str(told["id"]).startswith("raw-"),
    )


def plv(path: Path) -> list[Row]:
    """The rows of a file in PLV's columns: only the codebook's root is known of them."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(text=row["marked_sentence"], codebook=_root(row["gold_root"]))
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def _root(name: str) -> str:
    return YIELD if name in ("CONCEDE", "RETREAT") else name


def targets(rows: Sequence[Row], of: dict[str, list[str]]) -> dict[str, torch.Tensor]:
    """For each head the number of each row's answer."""
    found = {}
    for head, names in of.items():
        places = {name: at for at, name in enumerate(names)}
        told = [getattr(row, head) for row in rows]
        found[head] = torch.tensor([NOT_ASKED if one is None else places[one] for one in told])
    return found


def macro_f1(gold: Sequence[int], told: Sequence[int]) -> float:
    """The mean F1 of the answers that occur in `gold`."""
    both = Counter(g for g, t in zip(gold, told, strict=True) if g == t)
    of_gold, of_told = Counter(gold), Counter(told)
    return sum(2 * both[name] / (of_gold[name] + of_told[name]) for name in of_gold) / len(of_gold)


def evaluate(network: Encoder, encoded: Encoded, wanted: dict[str, torch.Tensor]) -> dict[str, float]:
    """Macro-F1 by head, over the rows of which the head's answer is known."""
    said = logits(network, encoded)
    found = {}
    for head, gold in wanted.items():
        asked = gold != NOT_ASKED
        if asked.any():
            found[head] = macro_f1(gold[asked].tolist(), said[head][asked].argmax(-1).tolist())
    return found


def loss_of(
    said: dict[str, torch.Tensor], wanted: dict[str, torch.Tensor], soft: dict[str, torch.Tensor] | None
) -> torch.Tensor:
    """The labels' cross-entropy, and where there is a teacher the divergence from what it says."""
    total = torch.zeros(())
    for head, values in said.items():
        hard = torch.zeros(())
        if (wanted[head] != NOT_ASKED).any():
            hard = functional.cross_entropy(
                values.float(), wanted[head], ignore_index=NOT_ASKED, label_smoothing=SMOOTHING
            )
        if soft is None:
            total = total + hard
            continue
        divergence = functional.kl_div(
            functional.log_softmax(values.float() / TEMPERATURE, -1),
            functional.log_softmax(soft[head] / TEMPERATURE, -1),
            reduction="batchmean", log_target=True,
        )  # fmt: skip
        total = total + (1 - SOFT) * hard + SOFT * TEMPERATURE**2 * divergence
    return total


def fit(
    network: Encoder,
    encoded: Encoded,
    wanted: dict[str, torch.Tensor],
    soft: dict[str, torch.Tensor] | None,
    *,
    epochs: float,
    rate: float,
    size: int,
    seed: int,
) -> None:
    """Fit the network in place; it says how far it is each hundred steps."""
    heads = [value for name, value in network.named_parameters() if name.startswith("heads")]
    body = [value for name, value in network.named_parameters() if not name.startswith("heads")]
    groups = [{"params": heads, "lr": 5 * rate}, {"params": body, "lr": rate}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, fused=True)
    steps = int(epochs * len(encoded.ids) / size)
    warm = max(1, int(WARMING * steps))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    rng, done, started, seen = Random(seed), 0, time.monotonic(), 0.0  # noqa: S311 - data, not secrets
    network.train()
    while done < steps:
        for rows in encoded.batches(size, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = network(*encoded.batch(rows))
            own_soft = soft and {head: values[rows] for head, values in soft.items()}
            loss = loss_of(said, {head: values[rows] for head, values in wanted.items()}, own_soft)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            pace.step()
            done, seen = done + 1, 0.98 * seen + 0.02 * float(loss)
            if done % 100 == 0:
                print(f"step {done}/{steps}, loss {seen:.3f}, {time.monotonic() - started:.0f} s", flush=True)
            if done >= steps:
                break


def build(weights: Path, of: dict[str, list[str]]) -> Encoder:
    """The untrained network on these weights."""
    network = Encoder(weights, {head: len(names) for head, names in of.items()})
    words = tokenizer(weights)
    if words.get_vocab_size() > network.body.config.vocab_size:
        network.body.resize_token_embeddings(words.get_vocab_size())
    return network


def save(network: Encoder, weights: Path, of: dict[str, list[str]], out: Path) -> None:
    """Write what `load` and `training.export` read."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    (out / "answers.json").write_text(json.dumps({"weights": str(weights), "heads": of}, indent=1))


def load(folder: Path) -> tuple[Encoder, Path, dict[str, list[str]]]:
    """A network that was saved, the weights that it began from, and the answers of its heads."""
    told = json.loads((folder / "answers.json").read_text())
    weights, of = Path(told["weights"]), told["heads"]
    network = build(weights, of)
    network.load_state_dict(torch.load(folder / "network.pt"))
    return network, weights, of


def main() -> None:
    """Fit a teacher or, where one is given, its pupil, and say how good it is on the development split."""
    parser = argparse.ArgumentParser(description="Fit the judge.")
    parser.add_argument("--weights", type=Path, help="folder of the pretrained encoder")
    parser.add_argument("--on", type=Path, help="a network that was fitted before, to go on with")
    parser.add_argument("--data", type=Path, default=Path("build/training"))
    parser.add_argument("--plv", type=Path, help="sentences in PLV's columns, to train on besides")
    parser.add_argument("--plv-copies", type=int, default=2)
    parser.add_argument("--plv-out", type=int, default=0, help="hold out every n-th of them, to measure on")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the templates' sentences that are used")
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    torch.manual_seed(told.seed)
    of = answers()
    rng = Random(told.seed)  # noqa: S311 - data, not secrets
    rows = [row for row in own(told.data / "train.jsonl") if not row.filled or rng.random() < told.share]
    judged = {"dev": own(told.data / "dev.jsonl")}
    if told.plv:
        theirs = plv(told.plv)
        if told.plv_out:
            judged["plv"] = theirs[:: told.plv_out]
            theirs = [row for at, row in enumerate(theirs) if at % told.plv_out]
        rows += theirs * told.plv_copies
    print(f"{len(rows)} pairs to learn from")
    soft = [_said(folder, rows) for folder in told.teacher]
    mean = {head: sum(s[head] for s in soft) / len(soft) for head in of} if soft else None
    network, weights, _ = load(told.on) if told.on else (build(told.weights, of), told.weights, of)
    words = tokenizer(weights)
    encoded = Encoded([row.text for row in rows], words)
    fit(
        network, encoded, targets(rows, of), mean,
        epochs=told.epochs, rate=told.rate, size=told.size, seed=told.seed,
    )  # fmt: skip
    save(network, weights, of, told.out)
    for name, some in judged.items():
        found = evaluate(network, Encoded([row.text for row in some], words), targets(some, of))
        print(name, {head: round(value, 4) for head, value in found.items()})


def _said(folder: Path, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    network, weights, _ = load(folder)
    return logits(network, Encoded([row.text for row in rows], tokenizer(weights)))


if __name__ == "__main__":
    main()
