"""A series on a terminal: its table, and lanes of bars, cooperation up and conflict down."""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from comity import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.text import Text

    from comity.answers.series import Point, Series
    from comity.answers.turning import Turns

COOPERATION, CONFLICT = "dodger_blue2", "dark_orange"
"""Blue and orange differ for the colour-blind too; up and down say the same again."""

HIGH = 3  # lines above and below a lane's middle
MARGIN = 8  # columns left of the lanes, for the scale
WIDEST = 4  # columns of one period, where there are few


def print_table(series: Series, terminal: Console) -> None:
    """A line a period, both directions side by side; periods without an event in a row are one line."""
    from rich.text import Text

    some_denied = any(point.denied for point in series.points)
    heads = ["events", "score"] * 3 + ["coop.", "confl."] + (["denied"] if some_denied else [])
    rows = list(zip(*map(series.lane, series.directions), strict=True))
    cells = [_cells(row, some_denied=some_denied) for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    first = max(len(series.by.value), *map(len, series.periods))

    def line(name: str, told: Sequence[str], style: str) -> None:
        told = [cell.rjust(width) for cell, width in zip(told, widths, strict=True)]
        terminal.print(Text("  ".join([name.ljust(first), *told]), style), soft_wrap=True)

    over = " " * first
    for place, name in enumerate(series.directions):
        wide = widths[place * 2] + widths[place * 2 + 1] + 2
        over += "  " + name.replace("->", " → ").rjust(wide)
    terminal.print(Text(over, "bold"), soft_wrap=True)
    line(series.by.value, heads, "bold")
    together = zip(rows, cells, strict=True)
    for empty, some in groupby(together, key=lambda each: not (each[0][2].events or each[0][2].denied)):
        told = list(some)
        if empty and len(told) > 1:
            gap = f"… {wording.count(len(told), series.by.value)} without an event"
            terminal.print(Text(f"{' ' * first}  {gap}", "dim"), soft_wrap=True)
            continue
        for row, each in told:
            line(row[0].period, each, "dim" if empty else "")
    terminal.print(Text("coop. and confl.: verbal+material, of both", "dim"), soft_wrap=True)


def _cells(row: tuple[Point, ...], *, some_denied: bool) -> list[str]:
    cells = []
    for point in row:
        cells += [f"{point.events:,}", wording.signed(point.score) if point.events else "."]
    both = row[2]
    cells += [
        f"{both.verbal_cooperation}+{both.material_cooperation}",
        f"{both.verbal_conflict}+{both.material_conflict}",
    ]
    return [*cells, str(both.denied)] if some_denied else cells


def print_plot(series: Series, turns: Turns, names: Sequence[str], terminal: Console) -> None:
    """A lane for each direction with its events, and one with the score of both; turning points marked."""
    from rich.text import Text

    there, back, both = series.directions
    count = len(series.periods)
    room = max(20, terminal.width - MARGIN - 1)
    each = ceil(count / room)  # periods in a column
    wide = max(1, min(WIDEST, room // count))  # columns of a period
    terminal.print(Text.assemble("\n", (f"{names[0]} and {names[1]}, by {series.by.value}", "bold")))
    if each > 1:
        terminal.print(Text(f"a column holds {each} {series.by.value}s", "dim"))
    lanes = {name: _columns(series.lane(name), each) for name in (there, back)}
    most = max(max(up, down) for lane in lanes.values() for up, down in lane)
    for name, lane in lanes.items():
        terminal.print(Text.assemble("\n", (name.replace("->", " → "), "bold"), ("  events", "dim")))
        _print_lane(lane, most, wide, terminal)
    scores = [sum(point.score for point in some) for some in _parts(series.lane(both), each)]
    lane = [(max(score, 0.0), max(-score, 0.0)) for score in scores]
    terminal.print(Text.assemble("\n", ("both", "bold"), ("  score", "dim")))
    _print_lane(lane, max(max(up, down) for up, down in lane), wide, terminal)
    places = {point.begins: place for place, point in enumerate(series.lane(both))}
    # Two turns may stand side by side, so that numbers would run together: the list below has them.
    turned = [(places[point.begins] // each * wide, "▲") for point in turns.points]
    if turned:
        terminal.print(Text("turns".rjust(MARGIN - 1) + " " + _placed(turned, gap=0), "bold"))
    terminal.print(Text(" " * MARGIN + _placed(_dates(series, each, wide)), "dim"))
    terminal.print(
        Text.assemble(
            " " * MARGIN + "up ", ("█", COOPERATION), " cooperation  down ", ("█", CONFLICT), " conflict\n"
        )
    )


def _parts(lane: Sequence[Point], each: int) -> list[Sequence[Point]]:
    return [lane[at : at + each] for at in range(0, len(lane), each)]


def _columns(lane: Sequence[Point], each: int) -> list[tuple[float, float]]:
    return [
        (
            sum(point.verbal_cooperation + point.material_cooperation for point in some),
            sum(point.verbal_conflict + point.material_conflict for point in some),
        )
        for some in _parts(lane, each)
    ]


def _print_lane(lane: Sequence[tuple[float, float]], most: float, wide: int, terminal: Console) -> None:
    """Bars in halves of a line, above and below the middle; what is there at all has at least one half."""
    from rich.text import Text

    ups, downs = (
        [ceil(side / (most or 1) * HIGH * 2) for side in sides] for sides in zip(*lane, strict=True)
    )
    scale = f"{most:,.0f}"
    for line in reversed(range(HIGH)):
        terminal.print(_margin(scale, line) + Text(_bars(ups, line, "▄", wide), COOPERATION))
    for line in range(HIGH):
        terminal.print(_margin(scale, line) + Text(_bars(downs, line, "▀", wide), CONFLICT))


def _margin(scale: str, line: int) -> Text:
    from rich.text import Text

    return Text(f"{scale if line == HIGH - 1 else '':>{MARGIN - 2}} │", "dim")


def _bars(halves: Sequence[int], line: int, half: str, wide: int) -> str:
    """What of each bar reaches into a line, counted from the middle."""
    return "".join((" ", half, "█")[min(2, max(0, each - line * 2))] * wide for each in halves).rstrip()


def _dates(series: Series, each: int, wide: int) -> list[tuple[int, str]]:
    """The years where they begin; the names of the periods where there is no second year."""
    days = [point.begins for point in series.lane("both")][::each]
    years = [
        (at * wide, str(day.year)) for at, day in enumerate(days) if at == 0 or day.year != days[at - 1].year
    ]
    if len(years) > 2:
        return years
    return [(at * wide, name) for at, name in enumerate(series.periods[::each])]


def _placed(labels: Sequence[tuple[int, str]], *, gap: int = 2) -> str:
    """The labels at their columns; those for which there is no room are left out."""
    line = ""
    for column, label in labels:
        if not line or column >= len(line) + gap:
            line = line.ljust(column) + label
    return line
