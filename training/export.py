"""Writes the judge as it is shipped: ONNX with int8 weights, its tokenizer and the names of its answers.

    python -m training.export build/training/pupil

writes src/comity/coding/judging/model/{judge.onnx,tokenizer.json,judge.json}.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder import Encoder, tokenizer
from training.fit import load

SHIPPED = Path("src/comity/coding/judging/model")
LARGEST = 25_000_000  # bytes


class _Flat(torch.nn.Module):
    """The network with its answers in a tuple, as the exporter wants them."""

    def __init__(self, network: Encoder) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, places: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        return tuple(self.network(ids, mask, places).values())


def export(folder: Path, out: Path) -> None:
    """Write the three files into `out`; ValueError where the model grows beyond what is shipped."""
    network, weights, of = load(folder)
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        sample = (
            torch.ones(2, 9, dtype=torch.long),
            torch.ones(2, 9, dtype=torch.long),
            torch.tensor([[1, 2], [3, 4]]),
        )
        torch.onnx.export(
            _Flat(network), sample, str(whole), opset_version=17, dynamo=False,
            input_names=["ids", "mask", "places"], output_names=list(of),
            dynamic_axes={
                "ids": {0: "pairs", 1: "tokens"}, "mask": {0: "pairs", 1: "tokens"}, "places": {0: "pairs"},
                **{head: {0: "pairs"} for head in of},
            },
        )  # fmt: skip
        graph = onnx.load(str(whole))
        del graph.graph.value_info[:]  # the quantiser trips over the shapes that the exporter noted
        onnx.save(graph, str(whole))
        quantize_dynamic(whole, out / "judge.onnx", weight_type=QuantType.QInt8, per_channel=True)
    tokenizer(weights).save(str(out / "tokenizer.json"))
    (out / "judge.json").write_text(json.dumps({"answers": of}, indent=1) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in out.iterdir())
    if size > LARGEST:
        shutil.rmtree(out)
        raise ValueError(f"the judge has {size} bytes, more than the {LARGEST} that are shipped")
    print(f"{out}: {size / 1e6:.1f} MB")


def main() -> None:
    """Export the network of a folder."""
    parser = argparse.ArgumentParser(description="Write the judge as it is shipped.")
    parser.add_argument("network", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    told = parser.parse_args()
    export(told.network, told.out)


if __name__ == "__main__":
    main()
