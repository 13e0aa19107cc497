"""Writes build/training/{train,dev,heldout}.jsonl from the templates: ``python -m training.generate``.

Each line: {"id", "story", "template", "text", "source", "target", "type", "mode", "status", "codebook"}; the
text marks the two as <s>…</s> and <t>…</t>. The same seed gives the same bytes. README.md tells the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from training import prose, raw_pairs
from training import templates as reading
from training.casting import Cast, load, phrase
from training.examples import NONE, Example, marked, relabelled, swapped, unmarked
from training.templates import PLAYERS, SLOT, Fillers, Template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPLITS = {"train": 0.8, "dev": 0.9, "heldout": 1.0}
# How many examples a type is to have; how many times that `none`, from its own templates and in all;
# how often one template is filled at most.
WANTED, OWN_NONE, NONE_SHARE, MOST_FILLS = 560, 2, 4, 12
CLUTTER_SHARE = 0.4
# Two sentences of one template that share more of their words than this, actors apart, are one.
ALIKE = 0.92

_MARKS = re.compile(r"</?[st]>")
_PAIR = {role: re.compile(rf"<{role}>.*?</{role}>") for role in "st"}
_VOWEL = re.compile(r"(?!U[KNSrgR]|U\.|Eu|[Oo]ne\b|[Uu]ni)[AEIOUaeiou8]")
_REPORTED = re.compile(r"\b(said|says|told|reported|announced|according|confirmed)\b[^.]{0,90}$")
_NEAR = re.compile(r"(\{T[.}]|</t>)\W*(\w+\W+){0,4}\{X[.}]|\{X[^}]*\}\W*(\w+\W+){0,4}(\{T[.}]|<t>)")
_TALKS = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Writer:
    """Fills the slots of one sentence: a new one for each."""

    def __init__(self, cast: Cast, fillers: Fillers, rng: Random) -> None:
        self.cast, self.fillers, self.rng = cast, fillers, rng

    def write(self, text: str) -> str:
        """The text with its slots filled, its actors in <s>, <t> and bystanders ({X}) in <x>."""
        self.out = ""
        self.used: dict[str, set[str]] = defaultdict(set)
        # Names in the text itself are marked, not those that a filler brings; an author's own marks win.
        self.to_mark = {role for role in "STX" if f"<{role.lower()}>" not in text}
        self._cast_players(text)
        self._expand(text, depth=0)
        return re.sub(r",(?=[,.;:])", "", self.out)

    def _cast_players(self, text: str) -> None:
        needs: dict[str, set[str]] = defaultdict(set)
        for name, kind in SLOT.findall(text):
            needs[name].add(kind)
        taken: set[str] = set()
        self.players = {}
        for role in PLAYERS:
            # A filler may name any of them: who is not in the text itself is a state with a capital.
            free = role in needs and role in "ST"
            wants = frozenset(needs.get(role, {"capital"}))
            self.players[role] = self.cast.draw(self.rng, needs=wants, taken=taken, organisations=free)
        self.phrases: dict[tuple[str, str], tuple[str, str]] = {}

    def _expand(self, text: str, depth: int) -> None:
        at = 0
        for slot in SLOT.finditer(text):
            self.out += text[at : slot.start()]
            at = slot.end()
            name, kind = slot.groups()
            if name in PLAYERS:
                self._put_player(name, kind or "", mark=depth == 0)
            elif name == "NAME":
                self._put(self.cast.anyone(self.rng))
            elif name == "CITY":
                self._put(self.rng.choice(self.fillers["city"]).upper())
            else:
                values = self.fillers[name]
                left = [value for value in values if value not in self.used[name]] or values
                value = self.rng.choice(left)
                self.used[name].add(value)
                if SLOT.search(value):
                    self._expand(value, depth + 1)
                else:
                    self._put(value)
        self.out += text[at:]

    def _put_player(self, role: str, kind: str, *, mark: bool) -> None:
        if (role, kind) not in self.phrases:
            self.phrases[role, kind] = phrase(self.players[role], kind, self.rng, bystander=role not in "ST")
        named, rest = self.phrases[role, kind]
        tag = role.lower()
        if mark and role in self.to_mark:
            self.to_mark.discard(role)
            self._put(named, f"<{tag}>", f"</{tag}>{rest}")
        else:
            self._put(named, after=rest)

    def _put(self, value: str, before: str = "", after: str = "") -> None:
        plain = _MARKS.sub("", self.out)
        article = re.search(r"\b([Aa])n? ((?:</?[st]>)*)$", self.out)
        if article and value[:1].isalnum():
            end = "n" if _VOWEL.match(value) else ""
            self.out = self.out[: article.start()] + article[1] + end + " " + article[2]
        if not plain.strip("\"“‘' ") or re.search(r"( -|[.!?][\"”’]?) $", plain):
            value = value[:1].upper() + value[1:]
        self.out += before + value + after


class Sieve:
    """Keeps out near-copies: the same words once the marked actors and figures are taken out."""

    def __init__(self) -> None:
        self._whole: set[tuple[str, str]] = set()
        self._words: dict[tuple[str, str], list[set[str]]] = defaultdict(list)

    def is_new(self, example: Example) -> bool:
        """Whether nothing like it came before; it is remembered if so."""
        text = _PAIR["t"].sub("T", _PAIR["s"].sub("S", example.text))
        masked = re.sub(r"\d+", "0", text).lower()
        if (masked, example.type) in self._whole:
            return False
        self._whole.add((masked, example.type))
        words = set(re.findall(r"\w+", masked)) | {example.id.partition("~")[2]}
        earlier = self._words[example.template, example.type]
        if any(len(words & other) / len(words | other) > ALIKE for other in earlier):
            return False
        earlier.append(words)
        return True


def examples(found: Sequence[Template], cast: Cast, fillers: Fillers, seed: str) -> Iterator[Example]:
    """All prose, and the templates in turn until each mode has its share of the type's WANTED."""
    modes: dict[str, set[str | None]] = defaultdict(set)
    groups: dict[tuple[str, str | None], list[Template]] = defaultdict(list)
    for template in found:
        modes[template.type].add(template.mode)
        groups[template.type, template.mode].append(template)
    for (kind, _), members in groups.items():
        wanted = WANTED * (OWN_NONE if kind == NONE else 1) / len(modes[kind])
        yield from _group(members, wanted, cast, fillers, seed)


def _group(
    members: Sequence[Template], wanted: float, cast: Cast, fillers: Fillers, seed: str
) -> Iterator[Example]:
    sieve, made = Sieve(), 0
    for number in range(MOST_FILLS):
        for template in members:
            # Every template is filled twice at least, however many there are; prose has no slots to fill.
            if number and (template.prose or (number > 1 and made >= wanted)):
                continue
            rng = Random(f"{seed} {template.id} {number}")  # noqa: S311 - data, not secrets
            for example in _one(template, number, Writer(cast, fillers, rng)):
                if sieve.is_new(example):
                    made += example.type == template.type
                    yield example


def _one(template: Template, number: int, writer: Writer) -> Iterator[Example]:
    text, aside = _with_clutter(template, writer)
    filled = writer.write(text)
    made = Example(
        id=f"{template.id}#{number}", story=template.story, template=template.id,
        text=unmarked(filled, keep="st"), source=marked("s", filled), target=marked("t", filled),
        type=template.type, mode=template.mode, status=template.status, codebook=template.codebook,
    )  # fmt: skip
    yield made
    no_event = replace(made, type=NONE, mode=None, status=None, codebook=NONE)
    if template.flip or template.both:
        yield replace(
            made if template.both else no_event,
            id=f"{made.id}~flip", text=swapped(made.text), source=made.target, target=made.source,
        )  # fmt: skip
    if "<x>" not in filled or template.type == NONE:
        return
    if aside or (template.third and _stands_apart(template)):
        # To a bystander of a clutter clause nobody does anything; of others only the source does nothing.
        pairs = (("s", "x"), ("x", "s"), ("t", "x"), ("x", "t")) if aside else (("s", "x"),)
        source, target = writer.rng.choice(pairs)
        text = relabelled(filled, source, target)
        yield replace(
            no_event, id=f"{made.id}~third", text=text, source=marked("s", text), target=marked("t", text)
        )


def _with_clutter(template: Template, writer: Writer) -> tuple[str, bool]:
    """The template's text with a clause before or after it, and whether that clause brings a bystander."""
    text, rng = template.text, writer.rng
    # Headlines have no full stop, quoted speech closes with a quotation mark: both stay as they are.
    if rng.random() > CLUTTER_SHARE or not re.search(r"[\w%]\.$", text) or re.search(r"[.!?] ", text):
        return text, False
    choice = rng.choice(("lead_ins", "tails", "asides", "asides"))
    starts_free = re.match(r"(<[st]>)?(\{|The |A |An )", text)
    if choice == "lead_ins" and not template.prose and starts_free and "," not in text[:25]:
        opening = rng.choice(writer.fillers[choice])
        the = re.match(r"(The|A|An) ", text)
        return opening + (text[:1].lower() + text[1:] if the and not opening.endswith("- ") else text), False
    if choice == "tails" and not template.prose and not _REPORTED.search(text):
        return text[:-1] + rng.choice(writer.fillers[choice]), False
    if (
        choice == "asides"
        and not _REPORTED.search(text)
        and not any(name in "XYZ" for name, _ in SLOT.findall(text))
    ):
        return text[:-1] + rng.choice(writer.fillers[choice]), True
    return text, False


def _stands_apart(template: Template) -> bool:
    """Whether {X} is no second recipient: far from the target, in a type whose acts have no third side."""
    return template.type not in _TALKS and not _NEAR.search(template.text)


def balanced(made: Sequence[Example], seed: str) -> Iterator[Example]:
    """All events, and NONE_SHARE times WANTED pairs without one: all of none.yml, of the others some."""
    spare = [example for example in made if example.type == NONE and "~" in example.id]
    own = sum(example.type == NONE for example in made) - len(spare)
    spare.sort(key=lambda example: _fraction(f"{seed} spare {example.id}"))
    kept = {example.id for example in spare[: max(0, NONE_SHARE * WANTED - own)]}
    yield from (
        example for example in made if example.type != NONE or "~" not in example.id or example.id in kept
    )


def split_of(story: str, seed: str) -> str:
    """Where a story belongs: the same place however much is added around it."""
    share = _fraction(f"{seed} {story}")
    return next(name for name, limit in SPLITS.items() if share < limit)


def _fraction(text: str) -> float:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) / 2**64


def generate(folder: Path, fillers: Path, seed: str) -> list[Example]:
    """Every example of the templates, before the split."""
    known = reading.fillers(fillers)
    found = list(reading.read(folder, known=known))
    return list(balanced(list(examples(found, load(), known, seed)), seed))


def _report(made: Sequence[Example], seed: str) -> str:
    lines = [f"{'type':10} {'all':>5} {'train':>6} {'dev':>5} {'held':>5}  templates  modes; statuses"]
    for kind in sorted({example.type for example in made}):
        of = [example for example in made if example.type == kind]
        places = Counter(split_of(example.story, seed) for example in of)
        modes = Counter(example.mode or "-" for example in of)
        statuses = Counter(example.status or "-" for example in of)
        spelled = "; ".join(
            ", ".join(f"{name} {count}" for name, count in counts.most_common())
            for counts in (modes, statuses)
        )
        stories = len({example.template for example in of})
        lines.append(
            f"{kind:10} {len(of):5} {places['train']:6} {places['dev']:5} {places['heldout']:5}"
            f"  {stories:9}  {spelled}"
        )
    return "\n".join([*lines, f"{'in all':10} {len(made):5}"])


def main() -> None:
    """Write the three files and print what they hold."""
    parser = argparse.ArgumentParser(description="Write the training data of the pair model.")
    parser.add_argument("--templates", type=Path, default=reading.HERE / "templates")
    parser.add_argument("--fillers", type=Path, default=reading.HERE / "fillers.yml")
    parser.add_argument("--prose", type=Path, default=prose.HERE / "prose")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--seed", default="1")
    told = parser.parse_args()
    made = [*generate(told.templates, told.fillers, told.seed), *prose.read(told.prose), *raw_pairs.read()]
    told.out.mkdir(parents=True, exist_ok=True)
    for name in SPLITS:
        lines = [
            json.dumps(asdict(one), ensure_ascii=False)
            for one in made
            if split_of(one.story, told.seed) == name
        ]
        (told.out / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(_report(made, told.seed))


if __name__ == "__main__":
    main()
