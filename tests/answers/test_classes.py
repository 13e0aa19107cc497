"""Every type of event is in one of PLOVER's four classes."""

from __future__ import annotations

import pytest

from comity.answers import classes


def test_the_four_classes_hold_all_sixteen_types_once() -> None:
    types = [name for each in classes.types().values() for name in each]
    assert len(types) == len(set(types)) == 16


def test_a_type_has_its_class() -> None:
    assert classes.of_type("CONSULT") == "verbal_cooperation"
    assert classes.of_type("AID") == "material_cooperation"
    assert classes.of_type("THREATEN") == "verbal_conflict"
    assert classes.of_type("SANCTION") == "material_conflict"
    with pytest.raises(KeyError):
        classes.of_type("WALTZ")
