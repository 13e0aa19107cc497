"""Spellings of one name are one name."""

from __future__ import annotations

import doctest

import pytest

from comity.actors import people, spelling, terms, tokens


@pytest.mark.parametrize("module", [people, spelling, terms, tokens])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyi"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Moon Jae-in", "Moon Jae In"),
        ("Mohammed bin Salman", "Mohammad bin Salman"),
        ("Dmitry Peskov", "Dmitri Peskov"),
        ("Hossein Amir-Abdollahian", "Hossein Amir Abdollahian"),
        ("Tarō Kōno", "Taro Kono"),
        ("Yoshihide Suga", "YOSHIHIDE SUGA"),
        ("Andrej Babiš", "Andrej Babis"),
        ("Mateusz Morawiecki", "Mateusz Morawiecki"),
    ],
)
def test_transliterations_fold_to_one(one: str, other: str) -> None:
    assert spelling.folded(one) == spelling.folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Taro Kono", "Taro Aso"), ("Kim Jong Un", "Kim Jong Il"), ("Li Keqiang", "Li Qiang")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert spelling.folded(one) != spelling.folded(other)


@pytest.mark.parametrize(
    ("name", "order", "expected"),
    [
        ("Sergei Lavrov", "family_last", {"Lavrov"}),
        ("Xi Jinping", "family_first", {"Xi"}),
        ("Abiy Ahmed", "given", {"Abiy", "Ahmed"}),
        ("Mohammed bin Salman", "family_last", {"bin Salman", "Salman"}),
        ("Bashar al-Assad", "family_last", {"al-Assad", "Assad"}),
        ("Enrique Peña Nieto", "family_last", {"Nieto", "Peña Nieto"}),
    ],
)
def test_short_names_follow_the_order_of_the_state(name: str, order: str, expected: set[str]) -> None:
    assert set(spelling.short_forms(name, order)) == expected
