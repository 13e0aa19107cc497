"""Times whole processes: `comity --help`, and `comity timeline` on a ledger of 100,000 events.

    python benchmarks/startup.py [EVENTS]

Prints the median and the slowest of eleven runs each, the median of what the processor worked for them (which
tells when other programs were in the way), and what is aimed at.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Table, insert

from comity import ids
from comity.dates import Basis, SpanOfDays
from comity.ledger import rows, schema
from comity.ledger.store import Store
from comity.records import Block, Document, Event, Form, Mention, Page, Party, Role, Span, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

STATES = (
    "JPN RUS USA CHN GBR FRA DEU IND KOR PRK UKR TUR IRN ISR SAU EGY BRA MEX CAN AUS ITA ESP POL NLD SWE "
    "NOR FIN PAK IDN VNM THA PHL MYS SGP ZAF NGA KEN ETH ARG CHL PER COL VEN CUB SYR IRQ JOR LBN QAT ARE"
).split()
TYPES = ("CONSULT", "ACCUSE", "SANCTION", "AGREE", "REQUEST", "THREATEN", "COOPERATE", "REJECT")
PLAIN = "{actor} and {recipient} had a matter to settle, said officials on day {number}."
RUNS = 11
A_BATCH = 2000


def documents_with_events(
    count: int, chance: random.Random, told: Sequence[tuple[str, str]] = ()
) -> list[tuple[Document, Mention, Event]]:
    """Made-up pages of one sentence, each with its mention and its event.

    `told`: types and sentences to choose from, with {actor} and {recipient} in them; else a plain sentence.
    """
    made = []
    for number in range(count):
        # The first states have most of the events, as in the world.
        actor, recipient = (STATES[min(int(chance.expovariate(0.12)), len(STATES) - 1)] for _ in range(2))
        if actor == recipient:
            recipient = "RUS" if actor == "JPN" else "JPN"
        kind, sentence = chance.choice(told) if told else (chance.choice(TYPES), PLAIN)
        text = sentence.format(actor=actor, recipient=recipient, number=number)
        whole = Span(0, len(text))
        when = date(2014, 1, 1) + timedelta(days=chance.randrange(4000))
        day = SpanOfDays(when, when, Basis.RELATIVE)
        page = Page(f"{number}.txt", f"/made-up/{number}.txt", text.encode(), Form.TEXT)
        block = Block(text, Role.ARTICLE, ("prose",), whole)
        document = Document(page.id, page.name, text, (block,), published=day)
        mention = Mention(
            id=ids.of_parts(page.id, number),
            document=page.id,
            sentence=whole,
            quote=whole,
            predicate=Span(12, 15),
            actors=(Party(actor, "GOV", Span(0, 3), actor, "name"),),
            recipients=(Party(recipient, "GOV", Span(8, 11), recipient, "name"),),
            type=kind,
            mode=None,
            contexts=("diplomatic",),
            status=chance.choice(list(Status)),
            days=day,
            coder="made-up",
        )
        event = Event(
            id=ids.of_parts("event", number),
            type=mention.type,
            mode=None,
            contexts=mention.contexts,
            status=mention.status,
            days=day,
            actors=(actor,),
            recipients=(recipient,),
            mentions=(mention.id,),
            coder="made-up",
        )
        made.append((document, mention, event))
    return made


def fill(store: Store, count: int, told: Sequence[tuple[str, str]] = ()) -> None:
    """Write the made-up records as the writer would, many at once."""
    chance = random.Random(0)
    with store.transaction() as connection:
        connection.execute(insert(schema.runs).values(key=1, coder="made-up", started="2025-01-01"))
    made = documents_with_events(count, chance, told)
    for first in range(0, count, A_BATCH):
        some = list(enumerate(made[first : first + A_BATCH], start=first + 1))
        tables: list[tuple[Table, list[dict[str, object]]]] = [
            (schema.pages, [{"id": str(key), "form": "text", "size": 1} for key, _ in some]),
            (schema.readings, [{"key": key, "page": str(key), "run": 1, "current": True} for key, _ in some]),
            (schema.documents, [rows.document_row(document, key) for key, (document, _, _) in some]),
            (
                schema.mentions,
                [
                    {**rows.mention_row(mention, key, document.text), "key": key}
                    for key, (document, mention, _) in some
                ],
            ),
            (schema.events, [{**rows.event_row(event), "key": key} for key, (_, _, event) in some]),
            (
                schema.event_dyads,
                [
                    {"actor": actor, "recipient": recipient, "first": event.days.first, "event": key}
                    for key, (_, _, event) in some
                    for actor, recipient in rows.dyads(event)
                ],
            ),
            (schema.event_mentions, [{"event": key, "position": 0, "mention": key} for key, _ in some]),
        ]
        with store.transaction() as connection:
            for table, rows_of_table in tables:
                connection.execute(insert(table), rows_of_table)


def timed(*arguments: str) -> tuple[float, float, float, int]:
    """The median, longest and processor time of a command, in seconds, and how many lines it printed."""
    program = [sys.executable, "-c", "import sys; from comity.cli import main; sys.exit(main())", *arguments]
    taken, worked, lines = [], [], 0
    for _ in range(RUNS):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = subprocess.run(program, check=True, capture_output=True).stdout.count(b"\n")
        taken.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken), max(taken), statistics.median(worked), lines


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
            (("visa", "RUS", "JPN", "--on", "2019-02-15"), 0.5),
            (("visa", "Russia", "Japan", "--on", "2019-02-15", "--ledger", place), 0.5),
            (("visa", "history", "JPN", "CHN"), 0.5),
        ):
            median, longest, worked, lines = timed(*arguments)
            shown = " ".join(each for each in arguments if each not in {"--ledger", place})
            print(
                f"comity {shown:<45} {median:.3f} s, at most {longest:.3f} s, processor {worked:.3f} s; "
                f"{lines:,} lines; aim {aim} s"
            )


if __name__ == "__main__":
    main()
