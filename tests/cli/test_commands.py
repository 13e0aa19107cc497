"""The commands as somebody at a terminal or in a pipe meets them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

import comity
from comity.cli import main
from comity.cli.timeline import show
from comity.dates import Basis, SpanOfDays
from comity.ids import of_bytes
from comity.ledger import merging, writer
from comity.ledger.store import Store
from comity.records import (
    Block,
    Document,
    Event,
    Form,
    Mention,
    Page,
    Party,
    Role,
    Skipped,
    Span,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EXPELLED = "Peru ordered two Chilean diplomats to leave by Friday, the ministry in Lima said."
CONSIDERED = "Chile is considering closing its consulate in Tacna, a newspaper wrote."
DENIED = "Santiago denied that it had asked Peru for talks."


def day(number: int, basis: Basis = Basis.STATED) -> SpanOfDays:
    return SpanOfDays(date(2024, 5, number), date(2024, 5, number), basis)


def mention(
    text: str, sentence: str, name: str, sides: tuple[str, str], kind: str, status: Status, days: SpanOfDays
) -> Mention:
    start = text.index(sentence)
    whole = Span(start, start + len(sentence))
    actor, recipient = (Party(code, "GOV", whole, code, "name") for code in sides)
    return Mention(
        id=name,
        document=of_bytes(text.encode()),
        sentence=whole,
        quote=Span(start, whole.end - 12),
        predicate=whole,
        actors=(actor,),
        recipients=(recipient,),
        type=kind,
        mode="expel" if kind == "SANCTION" else None,
        contexts=("diplomatic",),
        status=status,
        days=days,
        deadline=day(10) if kind == "SANCTION" else None,
        attribution=("the ministry in Lima",) if kind == "SANCTION" else (),
        coder="by-hand",
    )


def merge(mentions: Sequence[Mention], documents: Sequence[Document]) -> list[Event]:
    del documents
    return [
        Event(
            id="e" + each.id,
            type=each.type,
            mode=each.mode,
            contexts=each.contexts,
            status=each.status,
            days=each.days,
            actors=tuple(party.code for party in each.actors),
            recipients=tuple(party.code for party in each.recipients),
            mentions=(each.id,),
            deadline=each.deadline,
            responds_to=("e1a",) if each.id == "2b" else (),
            disputed=each.id == "3c",
            coder="by-hand",
        )
        for each in mentions
    ]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A ledger with three events between Peru and Chile, and a page that gave none."""
    text = f"{EXPELLED} {CONSIDERED}\n\n{DENIED}"
    page = Page("lima/expulsion.txt", "/news/lima/expulsion.txt", text.encode(), Form.TEXT)
    dull = Page("weather.txt", "/news/weather.txt", b"Rain in Arica.", Form.TEXT)
    document = Document(
        page.id,
        page.name,
        text,
        (
            Block(text, Role.ARTICLE, ("prose",), Span(0, len(text))),
            Block("MOST READ", Role.FURNITURE, ("heading of links",)),
        ),
        title="Peru expels diplomats",
        publisher="The Lima Letter",
        language="en",
        published=day(4, Basis.INFERRED),
        published_reasons=("the page says Saturday, and 4 May 2024 was one",),
    )
    batch = writer.Batch(
        pages=[page, dull],
        coded=[page.id, dull.id],
        documents=[document],
        mentions=[
            mention(text, EXPELLED, "1a", ("PER", "CHL"), "SANCTION", Status.ACTUAL, day(3, Basis.RELATIVE)),
            mention(
                text, CONSIDERED, "2b", ("CHL", "PER"), "SANCTION", Status.CONSIDERED, day(4, Basis.INFERRED)
            ),
            mention(text, DENIED, "3c", ("CHL", "PER"), "REQUEST", Status.DENIED, day(4, Basis.PUBLISHED)),
        ],
        skipped=[
            Skipped(dull.name, "clean", "no article", "one short line", dull.id),
            Skipped("gone.txt", "read", "missing path", "gone.txt does not exist; check its spelling"),
        ],
    )
    ledger = str(tmp_path / "comity.db")
    with Store(ledger, write=True) as store:
        with store.transaction() as connection:
            run = writer.run(connection, "by-hand", started="now")
            writer.write(connection, batch, run=run)
        merging.settle(store, run=run, merge=merge)
    return ledger


class Told:
    """What a command printed and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        try:
            self.code: object = main(arguments)
        except SystemExit as stopped:
            self.code = stopped.code or 0
        captured = capsys.readouterr()
        self.out, self.err = captured.out, captured.err


def test_a_timeline_in_a_pipe_is_one_aligned_line_an_event(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Told(capsys, "timeline", "PER", "CHL", "--ledger", place)
    assert told.code == 0
    assert "\x1b" not in told.out
    lines = [line.split(maxsplit=9) for line in told.out.splitlines()]
    assert [line[:7] for line in lines] == [
        ["2024-05-03", "relative", "PER", "->", "CHL", "SANCTION/expel", "actual"],
        ["2024-05-04", "inferred", "CHL", "->", "PER", "SANCTION/expel", "considered"],
        ["2024-05-04", "published", "CHL", "->", "PER", "REQUEST", "denied!"],
    ]
    assert len({line.index('"') for line in told.out.splitlines()}) == 1


@pytest.mark.parametrize(("one", "other"), [("Peru", "Chilean"), ("peruvian", "CL"), ("per", "chl")])
def test_states_are_named_by_code_name_or_demonym(
    place: str, capsys: pytest.CaptureFixture[str], one: str, other: str
) -> None:
    assert len(Told(capsys, "timeline", one, other, "--ledger", place).out.splitlines()) == 3


def test_a_near_miss_gets_a_suggestion(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "timeline", "Peruu", "Chile", "--ledger", place)
    assert told.code == 2
    assert told.err.startswith("comity: no state is called 'Peruu': did you mean Peru")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--status", "considered"], ["e2b"]),
        (["--type", "request"], ["e3c"]),
        (["--type", "REQUEST", "--type", "SANCTION"], ["e1a", "e2b", "e3c"]),
        (["--until", "2024-05-03"], ["e1a"]),
        (["--since", "2024-05-04"], ["e2b", "e3c"]),
        (["--since", "2024", "--until", "2024-05"], ["e1a", "e2b", "e3c"]),
    ],
)
def test_a_timeline_can_be_narrowed(
    place: str, capsys: pytest.CaptureFixture[str], options: list[str], ids: list[str]
) -> None:
    told = Told(capsys, "timeline", "PER", "CHL", "--json", "--ledger", place, *options)
    assert sorted(json.loads(line)["id"] for line in told.out.splitlines()) == ids


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--type", "SANCTIONS"], "did you mean SANCTION?"),
        (["--status", "done"], "there are actual, announced"),
        (["--since", "yesterday"], "'yesterday' is no day; give one as 2022-10-04"),
        (["--since", "2024-13"], "is no day"),
        (["--since", "2025", "--until", "2024"], "swap the two"),
    ],
)
def test_a_question_without_meaning_says_what_to_ask_instead(
    place: str, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    told = Told(capsys, "timeline", "PER", "CHL", "--ledger", place, *options)
    assert told.code == 2
    assert words in told.err


def test_an_empty_answer_says_so_and_what_to_try(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = Told(capsys, "timeline", "PER", "FRA", "--ledger", place)
    assert other.code == 0
    assert other.out == "No event between PER and FRA; the ledger has events between CHL PER.\n"
    narrow = Told(capsys, "timeline", "PER", "CHL", "--since", "2030", "--ledger", place)
    assert "ask without --since" in narrow.out
    words = Told(capsys, "timeline", "PER", "CHL", "--text", "no page has these words", "--ledger", place)
    assert "and --text" in words.out


def test_a_terminal_marks_what_is_not_settled_and_what_is_inferred(place: str) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)
    show(comity.open(place).timeline("PER", "CHL"), screen, ["Peru", "Chile"])
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    assert shown.startswith("Peru and Chile   3 events from 1 document\n")
    assert "● 3 May 2024  relative" in shown
    assert "○ 4 May 2024  inferred" in shown
    assert "✕ 4 May 2024  published" in shown
    assert "considered" in shown
    assert "disputed" in shown
    assert "by 10 May 2024" in shown
    assert "the ministry in Lima (The Lima Letter)" in shown
    assert max(map(len, shown.splitlines())) <= 120


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_a_timeline_stays_within_the_screen_and_loses_no_word(place: str, width: int) -> None:
    screen = Console(file=io.StringIO(), force_terminal=True, width=width, color_system=None)
    show(comity.open(place).timeline("PER", "CHL"), screen, ["Peru", "Chile"])
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    assert max(map(len, shown.splitlines())) <= width
    words = " ".join(shown.split())
    for said in (
        EXPELLED.partition(", the ministry")[0],
        "considered",
        "by 10 May 2024",
        "(The Lima Letter)",
    ):
        assert said in words


def test_a_state_is_told_by_its_name(place: str) -> None:
    with comity.open(place) as ledger:
        assert [ledger.name(told) for told in ("PER", "chilean", "NL")] == ["Peru", "Chile", "Netherlands"]


def test_an_event_shows_each_quote_in_its_sentence(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "event", "e1", "--ledger", place)
    assert f"[{EXPELLED[:-12]}]{EXPELLED[-12:]}" in told.out
    assert "said by the ministry in Lima" in told.out
    assert "answered by" in told.out
    record = json.loads(Told(capsys, "event", "e2b", "--json", "--ledger", place).out)
    assert record["responds_to"] == ["e1a"]
    assert record["sources"][0]["sentence"] == CONSIDERED


def test_an_unknown_or_ambiguous_event_is_told(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no event has an id that begins with 'zz'" in Told(capsys, "event", "zz", "--ledger", place).err
    assert "begins several ids: e1a, e2b, e3c" in Told(capsys, "event", "e", "--ledger", place).err


@pytest.mark.parametrize("name", ["lima/expulsion.txt", "expulsion.txt", "a/expul"])
def test_a_document_shows_what_was_kept_dropped_dated_and_coded(
    place: str, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    told = Told(capsys, "document", name, "--ledger", place).out
    assert "published 4 May 2024 (inferred)" in told
    assert "4 May 2024 was one" in told
    assert "MOST READ  [heading of links]" in told
    assert "coded: 3 mentions" in told
    assert "event e1a" in told


def test_a_page_without_document_says_why(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no article: one short line" in Told(capsys, "document", "weather.txt", "--ledger", place).out


def test_an_unknown_document_gets_a_suggestion(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "document", "lima/expulsions.txt", "--ledger", place)
    assert told.code == 2
    assert "did you mean lima/expulsion.txt?" in told.err


def test_skipped_lists_what_gave_nothing(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "skipped", "--ledger", place).out
    assert "clean  no article    weather.txt" in told
    assert "read   missing path  gone.txt" in told
    only = Told(capsys, "skipped", "--reason", "missing path", "--json", "--ledger", place).out
    assert json.loads(only)["name"] == "gone.txt"
    assert "ask without --reason" in Told(capsys, "skipped", "--reason", "x", "--ledger", place).out


EVENT_KEYS = (
    "id type mode contexts status date_start date_end date_basis actors recipients symmetric deadline "
    "actor_detail recipient_detail responds_to sources_independent disputed sources confidence coder"
).split()


def test_events_are_exported_by_the_contract(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    records = [
        json.loads(line) for line in Told(capsys, "export", "events", "--ledger", place).out.splitlines()
    ]
    assert [list(record) for record in records] == [EVENT_KEYS] * 3
    first = records[0]
    assert (first["deadline"], first["symmetric"], first["date_basis"]) == ("2024-05-10", False, "relative")
    source = first["sources"][0]
    assert source["quote"] == EXPELLED[:-12]
    assert (source["document"], source["published"]) == ("lima/expulsion.txt", "2024-05-04")
    text = comity.open(place).document("expulsion.txt").document
    assert text is not None
    assert text.text[source["start"] : source["end"]] == source["quote"]


def test_documents_are_exported_by_the_contract(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(Told(capsys, "export", "documents", "--ledger", place).out)
    assert list(record) == ("id name title publisher published published_basis language copies_of".split())
    assert (record["published"], record["published_basis"]) == ("2024-05-04", "inferred")


def test_csv_and_parquet_carry_the_same_records(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import polars

    plain = [
        json.loads(line) for line in Told(capsys, "export", "events", "--ledger", place).out.splitlines()
    ]
    for form in ("csv", "parquet"):
        out = tmp_path / f"events.{form}"
        told = Told(capsys, "export", "events", "--format", form, "--out", str(out), "--ledger", place)
        assert (told.code, told.out) == (0, "")
        assert "3 events written to" in told.err
    assert polars.read_parquet(tmp_path / "events.parquet").to_dicts() == plain
    rows = list(csv.DictReader((tmp_path / "events.csv").read_text().splitlines()))
    assert [row["id"] for row in rows] == [record["id"] for record in plain]
    assert [json.loads(row["sources"]) for row in rows] == [record["sources"] for record in plain]
    assert sorted(path.name for path in tmp_path.glob("events*")) == ["events.csv", "events.parquet"]


def test_an_export_that_cannot_be_written_is_told(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "no" / "events.jsonl")
    told = Told(capsys, "export", "events", "--out", out, "--ledger", place)
    assert told.code == 3
    assert "choose another place with --out" in told.err
    assert (
        "name a file with --out"
        in Told(capsys, "export", "events", "--format", "parquet", "--ledger", place).err
    )


@pytest.mark.parametrize(
    "command",
    [["timeline", "PER", "CHL"], ["event", "x"], ["document", "x"], ["skipped"], ["export", "events"]],
)
def test_a_missing_ledger_is_one_line_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    told = Told(capsys, *command, "--ledger", str(tmp_path / "none.db"))
    assert told.code == 3
    assert told.err.startswith("comity: there is no ledger at ")
    assert told.err.count("\n") == 1


def test_the_ledger_may_be_named_by_the_environment(
    place: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_LEDGER", place)
    assert len(Told(capsys, "timeline", "PER", "CHL").out.splitlines()) == 3


@pytest.mark.parametrize(
    "command", ["", "read", "timeline", "event", "document", "skipped", "export", "code", "who"]
)
def test_every_help_has_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    told = Told(capsys, *([command] if command else []), "--help")
    assert told.code == 0
    assert "Example:" in told.out
    assert "comity" in told.out.split("Example:")[1]
    assert "--ledger" in told.out or command in {"", "code", "who"}


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert Told(capsys, "--version").out == f"comity {comity.__version__}\n"


def test_a_reader_that_goes_away_is_no_error(place: str) -> None:
    comity_here = f"{sys.executable} -c 'from comity.cli import main; main()'"
    command = f"{comity_here} export events --ledger {place} | head -c 1"
    told = subprocess.run(["sh", "-c", command], check=False, capture_output=True, text=True, timeout=60)
    assert told.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], {"sqlalchemy", "rich", "polars", "spacy", "trafilatura", "yaml", "comity.records"}),
        (["timeline", "PER", "CHL"], {"rich", "polars", "spacy", "trafilatura", "yaml", "comity.pages"}),
        (["timeline", "Peru", "Chile"], {"rich", "polars", "spacy", "comity.actors.gazetteer"}),
    ],
)
def test_a_command_loads_only_what_it_needs(place: str, arguments: list[str], heavy: set[str]) -> None:
    program = (
        "import sys\nfrom comity.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    ledger = ["--ledger", place] if len(arguments) > 1 else []
    told = subprocess.run(
        [sys.executable, "-c", program, *arguments, *ledger], check=True, capture_output=True, text=True
    )
    assert told.stderr == "[]\n"
