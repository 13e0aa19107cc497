"""The network: an encoder with a head for each question that is asked of a marked pair (PyTorch)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from comity.coding.judging.marks import SOURCE, TARGET, masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from random import Random

LONGEST = 160  # tokens; a sentence of news seldom has more than 80


class Encoder(nn.Module):
    """A transformer; the states of the two marks and the mean of all answer for the pair."""

    def __init__(self, weights: Path, heads: Mapping[str, int], dropout: float = 0.1) -> None:
        """Load `weights`, a folder of transformers; `heads` are the questions, with how many answers."""
        super().__init__()
        self.body = AutoModel.from_pretrained(weights, add_pooling_layer=False)
        self.dropout = nn.Dropout(dropout)
        width = 3 * self.body.config.hidden_size
        self.names = tuple(heads)
        self.heads = nn.ModuleList(nn.Linear(width, count) for count in heads.values())

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, places: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits by head. `ids`, `mask`: pairs x tokens; `places`: pairs x 2, where the two marks stand."""
        states = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        width = states.shape[-1]
        marks = states.gather(1, places.unsqueeze(-1).expand(-1, -1, width)).flatten(1)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        pooled = self.dropout(torch.cat([marks, mean], -1))
        return {name: head(pooled) for name, head in zip(self.names, self.heads, strict=True)}


def tokenizer(weights: Path) -> Tokenizer:
    """The encoder's own tokenizer, with two tokens for the marks in the place of unused ones."""
    found = Tokenizer.from_file(str(weights / "tokenizer.json"))
    found.add_special_tokens([SOURCE, TARGET])
    found.no_padding()
    found.enable_truncation(LONGEST)
    return found


class Encoded:
    """Texts as token ids, with the places of the marks."""

    def __init__(self, texts: Sequence[str], with_tokenizer: Tokenizer) -> None:
        self.ids = [found.ids for found in with_tokenizer.encode_batch([masked(text) for text in texts])]
        marks = [with_tokenizer.token_to_id(mark) for mark in (SOURCE, TARGET)]
        self.places = [[ids.index(m) if m in ids else 0 for m in marks] for ids in self.ids]
        self.pad = with_tokenizer.token_to_id("[PAD]")
        if self.pad is None:
            self.pad = with_tokenizer.token_to_id("<pad>")

    def batch(self, rows: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The tensors that the network takes, padded to the longest of these rows."""
        longest = max(len(self.ids[row]) for row in rows)
        ids = torch.full((len(rows), longest), self.pad)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for at, row in enumerate(rows):
            own = self.ids[row]
            ids[at, : len(own)] = torch.tensor(own)
            mask[at, : len(own)] = 1
        return ids, mask, torch.tensor([self.places[row] for row in rows])

    def batches(self, size: int, rng: Random | None = None) -> Iterator[list[int]]:
        """All rows in batches of alike lengths: in random order, or without `rng` the shortest first."""
        order = sorted(range(len(self.ids)), key=lambda row: len(self.ids[row]))
        if rng is not None:
            order = list(range(len(self.ids)))
            rng.shuffle(order)
            pools = [order[at : at + 20 * size] for at in range(0, len(order), 20 * size)]
            order = [row for pool in pools for row in sorted(pool, key=lambda row: len(self.ids[row]))]
        found = [order[at : at + size] for at in range(0, len(order), size)]
        if rng is not None:
            rng.shuffle(found)
        yield from found


def logits(network: Encoder, encoded: Encoded, size: int = 64) -> dict[str, torch.Tensor]:
    """What the network says of every row, in their order."""
    network.eval()
    told: dict[str, Any] = {}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for rows in encoded.batches(size):
            for name, values in network(*encoded.batch(rows)).items():
                if name not in told:
                    told[name] = torch.empty(len(encoded.ids), values.shape[-1])
                told[name][rows] = values.float()
    return told
