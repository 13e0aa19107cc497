"""Times the way of the data on one core, stage by stage, over made-up pages, and watches its memory.

    python benchmarks/throughput.py [--pages 400] [--form html] [--ordinary 0.8] [--json]

HTML and plain text are read each by a process of its own, pinned to one core. What a stage takes is timed
within `comity.pipeline` as it runs; sentences are counted by the full stops of the articles that were coded.
Memory is the process's highest so far, after a tenth of the pages, half and all of them.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import platform
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import newsroom
from comity import pipeline
from comity.ledger.store import Store
from comity.records import Document, Form, Page
from comity.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from comity.pipeline import Report, Stages
    from comity.records import Mention, Skipped

T = TypeVar("T")
P = ParamSpec("P")

AIM, ORDINARY_AIM = 20, 40  # pages a second, on one core: of news of states; of which one in five is
MEASURED = ("read", "clean", "copies", "code", "merge")
STAGES = (*MEASURED, "ledger")
IDLE = 0.95  # share of the time that the process must have had its core, or the figures tell of others
MARKS = (0.1, 0.5, 1.0)  # shares of the pages after which memory is looked at
_FULL_STOP = re.compile(r"[.!?][\"”’)]*(?=\s|$)")


class Clock:
    """The seconds that each stage took, and what went through."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.sentences = 0

    def call(self, stage: str, function: Callable[P, T]) -> Callable[P, T]:
        """The function, timed."""

        def timed(*given: P.args, **named: P.kwargs) -> T:
            start = time.perf_counter()
            try:
                return function(*given, **named)
            finally:
                self.seconds[stage] += time.perf_counter() - start

        return timed

    def each(self, stage: str, function: Callable[P, Iterable[T]]) -> Callable[P, Iterator[T]]:
        """The generator, timed as it is asked for one after the other."""

        def timed(*given: P.args, **named: P.kwargs) -> Iterator[T]:
            records = iter(function(*given, **named))
            following = self.call(stage, partial(next, records, None))
            while (record := following()) is not None:
                yield record

        return timed

    def stages(self, stages: Stages) -> Stages:
        """The pipeline's stages, timed."""

        def code(documents: Iterable[Document]) -> Iterator[Mention | Skipped]:
            given = list(documents)
            self.sentences += sum(len(_FULL_STOP.findall(document.text)) for document in given)
            return timed_code(given)

        timed_code = self.each("code", stages.code)
        return replace(
            stages,
            read=self.each("read", stages.read),
            clean=self.each("clean", stages.clean),
            bands=self.call("copies", stages.bands),
            same_text=self.call("copies", stages.same_text),
            code=code,
            merge=self.each("merge", stages.merge),
        )


def measure(folder: Path, pages: int) -> dict[str, Any]:
    """Read the pages of the folder into a ledger beside it: the figures."""
    gc.set_threshold(100_000, 20, 20)  # as the command line does
    clock = Clock()
    settings = Settings(ledger=f"{folder}.db")
    stages = pipeline.standard_stages(settings)
    loading = time.perf_counter()
    _load(stages, folder)
    loading = time.perf_counter() - loading
    marks = {max(1, round(pages * share)) for share in MARKS}
    memory: dict[int, float] = {}

    def watch(report: Report, name: str) -> None:
        del name
        if report.read in marks:
            memory[report.read] = _peak()

    start, processor = time.perf_counter(), time.process_time()
    with Store(settings.ledger, write=True) as store:
        report = pipeline.read([folder], store, settings, progress=watch, stages=clock.stages(stages))
    whole, processor = time.perf_counter() - start, time.process_time() - processor
    clock.seconds["ledger"] = whole - sum(clock.seconds.values())
    memory[pages] = _peak()
    return {
        "pages": report.read,
        "sentences": clock.sentences,
        "mentions": report.mentions,
        "copies": report.copies,
        "events": report.events_in_ledger,
        "loading_seconds": round(loading, 2),
        "seconds": round(whole, 2),
        "processor_seconds": round(processor, 2),
        "pages_per_second": round(report.read / whole, 1),
        "sentences_per_second": round(clock.sentences / whole, 1),
        "stages": {
            stage: {
                "seconds": round(clock.seconds[stage], 2),
                "share": round(clock.seconds[stage] / whole, 3),
                "pages_per_second": round(report.read / max(clock.seconds[stage], 1e-9), 1),
                "sentences_per_second": round(clock.sentences / max(clock.seconds[stage], 1e-9), 1),
            }
            for stage in STAGES
        },
        "peak_megabytes": {str(read): round(peak) for read, peak in sorted(memory.items())},
        "ledger_megabytes": round(Path(settings.ledger).stat().st_size / 1e6, 1),
    }


def _load(stages: Stages, folder: Path) -> None:
    """Code the first page, for what a run loads once."""
    first = [page for page in stages.read([min(folder.iterdir())]) if isinstance(page, Page)]
    documents = [document for document in stages.clean(first, ()) if isinstance(document, Document)]
    list(stages.code(documents))


def _peak() -> float:
    """The most memory that this process has held so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def apart(form: Form, pages: int, ordinary: float) -> dict[str, Any]:
    """The figures of one form, from a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / form.value
        folder.mkdir()
        for name, data in newsroom.pages(pages, form, ordinary=ordinary):
            (folder / name).write_bytes(data)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(measure, (folder, pages))


def show(form: Form, found: dict[str, Any], aim: int) -> None:
    """The figures as a table."""
    counted = [f"{found[what]:,} {what}" for what in ("pages", "sentences", "mentions", "events", "copies")]
    print(f"{form.value}: {', '.join(counted)}; loading {found['loading_seconds']} s")
    print(f"  {'stage':<8}{'seconds':>9}{'share':>8}{'pages/s':>10}{'sentences/s':>13}")
    whole = {**found, "share": 1.0}
    for stage, told in (*found["stages"].items(), ("all", whole)):
        print(
            f"  {stage:<8}{told['seconds']:>9.2f}{told['share']:>8.1%}"
            f"{told['pages_per_second']:>10,.1f}{told['sentences_per_second']:>13,.0f}"
        )
    memory = ", ".join(
        f"{peak} MB after {int(read):,} pages" for read, peak in found["peak_megabytes"].items()
    )
    print(f"  peak memory {memory}; ledger {found['ledger_megabytes']} MB; aim {aim} pages/s")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Throughput and memory on one core, stage by stage.")
    options.add_argument("--pages", type=int, default=400, help="how many of each form (default 400)")
    options.add_argument("--form", choices=[form.value for form in Form], help="only this form")
    options.add_argument(
        "--ordinary", type=float, default=0.0, help="share of pages without acts (default 0)"
    )
    options.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = options.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"  # inherited by the processes that are measured
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    forms = [Form(chosen.form)] if chosen.form else list(Form)
    figures = {}
    for form in forms:
        figures[form.value] = apart(form, chosen.pages, chosen.ordinary)
        if not chosen.json:
            show(form, figures[form.value], ORDINARY_AIM if chosen.ordinary else AIM)
    if chosen.json:
        machine = {"python": platform.python_version(), "system": platform.platform()}
        print(json.dumps({**machine, "forms": figures}))


if __name__ == "__main__":
    main()
