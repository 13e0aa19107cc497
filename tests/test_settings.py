"""Settings come from their defaults, the environment, and what the caller says."""

from __future__ import annotations

import pytest

from comity.errors import InputError
from comity.settings import Settings


def test_without_an_environment_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


def test_a_variable_overrides_a_default_in_its_own_kind() -> None:
    chosen = Settings.from_environment({"COMITY_BATCH": "7", "COMITY_LEDGER": "postgresql://host/comity"})
    assert (chosen.batch, chosen.ledger) == (7, "postgresql://host/comity")


def test_a_value_that_does_not_fit_is_named() -> None:
    with pytest.raises(InputError, match="COMITY_BATCH is 'many', which is no int; unset it"):
        Settings.from_environment({"COMITY_BATCH": "many"})
