"""Does `confidence` mean what it says? The expected calibration error, and the plot that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from figures import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """What was told with about the same confidence."""

    count: int
    confidence: float  # on the average
    right: float  # share


def bins(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equal width; a confidence on a border belongs to the upper one, 1 to the last."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        sorted_in[min(int(confidence * BINS + 1e-9), BINS - 1)].append((confidence, right))
    return [
        Bin(
            len(inside),
            share(sum(confidence for confidence, _ in inside), len(inside)),
            share(sum(right for _, right in inside), len(inside)),
        )
        for inside in sorted_in
    ]


def error(found: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and truth lie apart, on the average of all answers.

    >>> error([Bin(3, 0.9, 1.0), Bin(1, 0.5, 0.1)])
    0.175
    """
    apart = sum(each.count * abs(each.right - each.confidence) for each in found)
    return round(share(apart, sum(each.count for each in found)), 12)


WIDTH, HEIGHT, LEFT, TOP, SIDE = 460, 440, 60, 50, 320  # of the picture, and of the square in it
_STYLE = """
  svg { color-scheme: light dark; --ink: #1f2933; --soft: #7b8794; --line: #e4e7eb; --bar: #2f6f9f }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6e9ec; --soft: #9aa5b1; --line: #3a434d; --bar: #6fb1de }
  }
  text { font: 12px system-ui, sans-serif; fill: var(--soft) }
  .title { font-size: 14px; font-weight: 600; fill: var(--ink) }
  .count { font-size: 10px }
  .grid { stroke: var(--line) }
  .ideal { stroke: var(--soft); stroke-dasharray: 4 4 }
  .bar { fill: var(--bar); fill-opacity: .75 }
  .mean { fill: var(--ink) }
"""


def plot(found: Sequence[Bin], title: str) -> str:
    """An SVG: for each bin a bar as high as the share that is right, its count, a dot at its confidence."""

    def across(value: float) -> float:
        return round(LEFT + SIDE * value, 1)

    def up(value: float) -> float:
        return round(TOP + SIDE * (1 - value), 1)

    drawn = [f'<text class="title" x="{LEFT}" y="26">{escape(title)}</text>']
    for tenth in range(0, 11, 2):
        at = tenth / 10
        drawn += [
            f'<path class="grid" d="M{LEFT} {up(at)}H{LEFT + SIDE}"/>',
            f'<text x="{LEFT - 8}" y="{up(at) + 4}" text-anchor="end">{at:.1f}</text>',
            f'<text x="{across(at)}" y="{TOP + SIDE + 18}" text-anchor="middle">{at:.1f}</text>',
        ]
    for place, each in enumerate(found):
        if each.count:
            start, width = across(place / BINS) + 1, SIDE / BINS - 2
            above = f"{each.count} told, {each.right:.0%} right, confidence {each.confidence:.2f}"
            drawn += [
                f'<rect class="bar" x="{start:g}" y="{up(each.right)}" width="{width:g}"'
                f' height="{SIDE * each.right:.1f}"><title>{above}</title></rect>',
                f'<text class="count" x="{start + width / 2:g}" y="{up(each.right) - 7:.1f}"'
                f' text-anchor="middle">{each.count}</text>',
                f'<circle class="mean" cx="{across(each.confidence)}" cy="{up(each.right)}" r="3"/>',
            ]
    turned = f"translate(20 {TOP + SIDE // 2}) rotate(-90)"
    drawn += [
        f'<path class="ideal" d="M{LEFT} {up(0)}L{LEFT + SIDE} {up(1)}"/>',
        f'<text x="{LEFT + SIDE / 2:g}" y="{TOP + SIDE + 42}" text-anchor="middle">confidence</text>',
        f'<text transform="{turned}" text-anchor="middle">share that is right</text>',
    ]
    key = "number: triples; dot: mean confidence; dashed: what it should be"
    drawn.append(f'<text class="count" x="{LEFT}" y="{HEIGHT - 10}">{key}</text>')
    body = "\n  ".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(title)}">\n  <style>{_STYLE}  </style>\n  {body}\n</svg>\n'
    )
