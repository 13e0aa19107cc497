"""A series as a picture: a lane for each direction, the score of both, and the turning points."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from comity import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from comity.answers.series import Point, Series
    from comity.answers.turning import Turns

# Okabe and Ito's colours, which differ for the colour-blind too; up and down say the same again.
UP = (("material_cooperation", "#0072B2"), ("verbal_cooperation", "#56B4E9"))
DOWN = (("material_conflict", "#D55E00"), ("verbal_conflict", "#E69F00"))
INK, FAINT, SCORE = "#222222", "#777777", "#B8B8B8"
STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib: the same picture on every machine
    "font.size": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.fonttype": "none",  # words stay words: they can be searched and read aloud
    "svg.hashsalt": "comity",  # names of parts, else drawn by lot
}
WIDTH, LANES, LINE = 10.0, 6.0, 0.2  # inches
TOLD = 8  # turning points told below, at most
LONGEST_QUOTE = 84


def draw(series: Series, turns: Turns, names: Sequence[str], form: str) -> bytes:
    """The picture as "svg" or "png"; the same series gives the same bytes."""
    import matplotlib as mpl

    # No date, and no version of the program that drew it.
    metadata = {"Date": None, "Creator": "Comity"} if form == "svg" else {"Software": "Comity"}
    drawn = BytesIO()
    with mpl.rc_context(STYLE):
        _figure(series, turns, names).savefig(drawn, format=form, dpi=150, metadata=metadata)
    return drawn.getvalue()


def _figure(series: Series, turns: Turns, names: Sequence[str]) -> Figure:
    from matplotlib.figure import Figure

    below = _told_below(series, turns)
    height = LANES + LINE * (len(below) + 1)
    figure = Figure(figsize=(WIDTH, height))
    lanes: Any = figure.subplots(3, 1, sharex=True, height_ratios=(2, 2, 2))
    figure.subplots_adjust(
        left=0.09, right=0.985, top=1 - 0.95 / height, bottom=(0.5 + LINE * len(below)) / height, hspace=0.22
    )
    figure.text(
        0.012, 1 - 0.28 / height, f"{names[0]} and {names[1]}, by {series.by.value}", size=14, weight="bold"
    )
    figure.text(0.012, 1 - 0.5 / height, _counted(series), size=8.5, color=FAINT)
    there, back, both = series.directions
    for axes, direction in zip(lanes, (there, back), strict=False):
        _lane(axes, series.lane(direction), direction)
    most = max(abs(edge) for axes in lanes[:2] for edge in axes.get_ylim())
    for axes in lanes[:2]:
        axes.set_ylim(-most, most)
    _score(lanes[2], series.lane(both), turns)
    for axes in lanes:
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.margins(x=0.01)
        for point in turns.points:
            axes.axvline(point.begins, color=INK, linewidth=0.9, linestyle=(0, (4, 3)))
    for number, point in enumerate(turns.points, 1):
        lanes[0].annotate(
            str(number), (point.begins, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
            textcoords="offset points", ha="center", va="bottom", size=9, weight="bold",
        )  # fmt: skip
    figure.align_ylabels(lanes)
    handles, labels = lanes[0].get_legend_handles_labels()
    corner = (0.99, 1 - 0.12 / height)
    figure.legend(handles, labels, loc="upper right", bbox_to_anchor=corner, ncols=2, frameon=False)
    for place, line in enumerate(below):
        figure.text(0.012, (LINE * (len(below) - place) - 0.08) / height, line, size=8.5)
    return figure


def _lane(axes: Axes, lane: Sequence[Point], direction: str) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    edges: Any = _edges(lane)
    for columns, sign in ((UP, 1), (DOWN, -1)):
        base = [0] * len(lane)
        for column, colour in columns:
            tops = [below + sign * getattr(point, column) for below, point in zip(base, lane, strict=True)]
            label = column.replace("_", " ")
            axes.stairs(tops, edges, baseline=base, fill=True, color=colour, label=label, linewidth=0)
            base = tops
    axes.set_ylabel("events")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    axes.set_title(direction.replace("->", " → "), loc="left", size=10, weight="bold")


def _score(axes: Axes, lane: Sequence[Point], turns: Turns) -> None:
    edges: Any = _edges(lane)
    axes.stairs([point.score for point in lane], edges, baseline=0, fill=True, color=SCORE, linewidth=0)
    axes.stairs(list(turns.levels), edges, baseline=None, color=INK, linewidth=1.8)
    axes.set_ylabel("score")
    axes.set_title("both: score (grey) and its level (line)", loc="left", size=10, weight="bold")


def _edges(lane: Sequence[Point]) -> list[date]:
    """Where each period begins, and where the last one ends."""
    begins = [point.begins for point in lane]
    length = begins[-1] - begins[-2] if len(begins) > 1 else timedelta(30)
    return [*begins, begins[-1] + length]


def _counted(series: Series) -> str:
    apart = sum(point.denied for point in series.lane("both"))
    parts = [f"{wording.count(len(series.happened), 'settled event')}, each once"]
    if apart:
        parts.append(f"{apart:,} denied ones apart")
    return "; ".join(parts) + ". Score: sum of Goldstein's intensities, -10 to 10 an event."


def _told_below(series: Series, turns: Turns) -> list[str]:
    if turns.why_none:
        return [f"No turning point: {turns.why_none}."]
    told = []
    for number, point in enumerate(turns.points[:TOLD], 1):
        before, after = wording.signed(point.before), wording.signed(point.after)
        line = f"{number}   {point.period}: score {before} → {after} a {series.by.value}"
        if point.events:
            largest = max(point.events, key=lambda each: abs(each.happened.goldstein))
            event = largest.happened.event
            quote = wording.shortened(largest.shown.quote, LONGEST_QUOTE)
            till = "" if largest.came else "till then "
            line += f";  {till}{wording.dyad(event)}, {wording.days(event.days)}: “{quote}”"
        told.append(line)
    if len(turns.points) > TOLD:
        told.append(f"and {len(turns.points) - TOLD} more")
    return told
