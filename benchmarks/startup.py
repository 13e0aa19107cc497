"""Times whole processes: `comity --help`, and `comity timeline` on a ledger of 100,000 events.

    python benchmarks/startup.py [EVENTS]

Prints the median and the slowest of eleven runs each, and what is aimed at.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.ledger import rows, schema
from comity.ledger.store import Store
from comity.records import Block, Document, Event, Form, Mention, Page, Party, Role, Span, Status

STATES = (
    "JPN RUS USA CHN GBR FRA DEU IND KOR PRK UKR TUR IRN ISR SAU EGY BRA MEX CAN AUS ITA ESP POL NLD SWE NOR FIN "
    "PAK IDN VNM THA PHL MYS SGP ZAF NGA KEN ETH ARG CHL PER COL VEN CUB SYR IRQ JOR LBN QAT ARE"
).split()
TYPES = ("CONSULT", "ACCUSE", "SANCTION", "AGREE", "REQUEST", "THREATEN", "COOPERATE", "REJECT")
RUNS = 11
A_BATCH = 2000


def documents_with_events(count: int, chance: random.Random) -> list[tuple[Page, Document, Mention, Event]]:
    """Made-up pages of one sentence, each with its mention and its event."""
    made = []
    for number in range(count):
        # The first states have most of the events, as in the world.
        actor, recipient = (STATES[min(int(chance.expovariate(0.12)), len(STATES) - 1)] for _ in range(2))
        if actor == recipient:
            recipient = "RUS" if actor == "JPN" else "JPN"
        text = f"{actor} and {recipient} had a matter to settle, said officials on day {number}."
        whole = Span(0, len(text))
        day = SpanOfDays(*[date(2014, 1, 1) + timedelta(days=chance.randrange(4000))] * 2, Basis.RELATIVE)
        page = Page(f"{number}.txt", f"/made-up/{number}.txt", text.encode(), Form.TEXT)
        document = Document(
            page.id, page.name, text, (Block(text, Role.ARTICLE, ("prose",), whole),), published=day
        )
        sides = [
            (Party(code, "GOV", Span(at, at + 3), code, "name"),) for code, at in ((actor, 0), (recipient, 8))
        ]
        kind = chance.choice(TYPES)
        mention = Mention(
            ids.of_parts(page.id, "mention"), page.id, whole, whole, Span(12, 15), *sides, kind, None,
            ("diplomatic",), chance.choice(list(Status)), day, coder="made-up",
        )  # fmt: skip
        event = Event(
            ids.of_parts(page.id, "event"), kind, None, mention.contexts, mention.status, day,
            (actor,), (recipient,), (mention.id,), coder="made-up",
        )  # fmt: skip
        made.append((page, document, mention, event))
    return made


def fill(store: Store, count: int) -> None:
    """Write the made-up records as the writer would, many at once."""
    chance = random.Random(0)
    with store.transaction() as connection:
        connection.execute(insert(schema.runs).values(key=1, coder="made-up", started="2025-01-01"))
    for first in range(0, count, A_BATCH):
        made = documents_with_events(min(A_BATCH, count - first), chance)
        made = [(p, d, m, e) for p, d, m, e in made]
        keys = range(first + 1, first + 1 + len(made))
        with store.transaction() as connection:
            for table, told in (
                (schema.pages, [{"id": f"{k}", "form": "text", "size": 1} for k in keys]),
                (schema.readings, [{"key": k, "page": f"{k}", "run": 1, "current": True} for k in keys]),
                (
                    schema.documents,
                    [rows.document_row(d, k) for k, (_, d, _, _) in zip(keys, made, strict=True)],
                ),
                (
                    schema.mentions,
                    [
                        {**rows.mention_row(m, k, d.text), "key": k, "id": f"{m.id}{k}"}
                        for k, (_, d, m, _) in zip(keys, made, strict=True)
                    ],
                ),
                (
                    schema.events,
                    [
                        {**rows.event_row(e), "key": k, "id": f"{k:x}-{e.id}"}
                        for k, (*_, e) in zip(keys, made, strict=True)
                    ],
                ),
                (
                    schema.event_dyads,
                    [
                        {
                            "actor": e.actors[0],
                            "recipient": e.recipients[0],
                            "first": e.days.first,
                            "event": k,
                        }
                        for k, (*_, e) in zip(keys, made, strict=True)
                    ],
                ),
                (schema.event_mentions, [{"event": k, "position": 0, "mention": k} for k in keys]),
            ):
                connection.execute(insert(table), told)


def timed(*arguments: str) -> tuple[float, float, int]:
    """The median and the longest time of a command in seconds, and how many lines it printed."""
    program = [sys.executable, "-c", "import sys; from comity.cli import main; sys.exit(main())", *arguments]
    taken, lines = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        lines = subprocess.run(program, check=True, capture_output=True).stdout.count(b"\n")
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), max(taken), lines


def main() -> None:
    """Make the ledger, run the commands, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "comity.db")
        with Store(place, write=True) as store:
            fill(store, count)
        print(f"a ledger of {count:,} events, {Path(place).stat().st_size / 1e6:.0f} MB")
        for arguments, aim in (
            (("--help",), 0.3),
            (("timeline", "JPN", "RUS", "--ledger", place), 0.6),
            (("timeline", "Japan", "Russia", "--ledger", place), 0.6),
            (("timeline", "JPN", "RUS", "--since", "2022", "--type", "SANCTION", "--ledger", place), 0.6),
            (("timeline", "PER", "CHL", "--ledger", place), 0.6),
        ):
            median, longest, lines = timed(*arguments)
            shown = " ".join(each for each in arguments if each not in {"--ledger", place})
            print(f"comity {shown:<45} {median:.3f} s, at most {longest:.3f} s; {lines:,} lines; aim {aim} s")


if __name__ == "__main__":
    main()
