"""Times how events fold into measures: all of a ledger, and what one more page costs.

    python benchmarks/measures.py [EVENTS]

The events are made up, of sentences that move measures of every kind; half of them move none. The states are
distributed as in the news: a few pairs have thousands of events.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from comity import pipeline
from comity.ledger import following, measured
from comity.ledger.store import Store
from startup import PLAIN, fill

TOLD = (
    ("SANCTION", "{actor} expelled {number} diplomats of {recipient}."),
    ("SANCTION", "{actor} suspended the fisheries agreement with {recipient}."),
    ("SANCTION", "{actor} imposed economic sanctions on {recipient}."),
    ("SANCTION", "{actor} barred ministers of {recipient} from entry."),
    ("SANCTION", "{actor} recalled its ambassador from {recipient}."),
    ("CONCEDE", "{actor} exempted citizens of {recipient} from visas for 30 days."),
    ("CONCEDE", "{actor} lifted its economic sanctions on {recipient}."),
    ("AGREE", "{actor} and {recipient} signed a fisheries agreement."),
    ("COERCE", "{actor} detained a journalist of {recipient}."),
    ("REQUEST", "{actor} asked {recipient} for a visa exemption."),
    *[(kind, PLAIN) for kind in ("CONSULT", "ACCUSE", "THREATEN", "COOPERATE", "REJECT") * 2],
)


def main() -> None:
    """Fill a ledger, follow all, then one pair again."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kinds = pipeline.kinds_of_measure()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "comity.db", write=True) as store:
        fill(store, count, TOLD)
        start, worked = time.perf_counter(), time.process_time()
        pairs = following.settle(store, pipeline.follow, kinds=kinds)
        taken, worked = time.perf_counter() - start, time.process_time() - worked
        with store.snapshot() as connection:
            measures = sum(1 for _ in measured.all_measures(connection))
        print(
            f"{count:,} events of {pairs:,} pairs fold into {measures:,} measures in {taken:.1f} s "
            f"(processor {worked:.1f} s); aim 20 s"
        )
        for pair, what in ((("JPN", "RUS"), "the busiest pair"), (("CHL", "PER"), "an ordinary pair")):
            with store.transaction() as connection:
                following.wait(connection, [pair])
            start = time.perf_counter()
            following.settle(store, pipeline.follow, kinds=kinds)
            print(f"one more page about {what}: {time.perf_counter() - start:.3f} s")


if __name__ == "__main__":
    main()
