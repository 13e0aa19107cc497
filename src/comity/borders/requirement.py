"""What a destination asks of a passport before its holder travels."""

from __future__ import annotations

from enum import StrEnum


class Requirement(StrEnum):
    """What is asked, the most liberal first; the last two are what older sources could not tell apart."""

    VISA_FREE = "visa_free"
    VISA_ON_ARRIVAL = "visa_on_arrival"
    ETA = "eta"  # an electronic travel authorisation: no visa, but to be asked for before the journey
    EVISA = "evisa"
    VISA_REQUIRED = "visa_required"
    NO_ADMISSION = "no_admission"
    NO_PRIOR_VISA = "no_prior_visa"
    ETA_OR_EVISA = "eta_or_evisa"

    @property
    def needed(self) -> bool | None:
        """Whether a visa is needed before the journey; None where the source does not tell."""
        return _NEEDED[self]

    @property
    def rank(self) -> int:
        """Its place among the requirements, 0 for the most liberal."""
        return _LIBERAL_FIRST.index(self)

    def refines(self, coarser: Requirement) -> bool:
        """Whether a source that distinguishes less would show `coarser` for this one.

        >>> Requirement.EVISA.refines(Requirement.ETA_OR_EVISA)
        True
        """
        return self in _FINER.get(coarser, ())

    def agrees(self, other: Requirement) -> bool:
        """Whether both can be the same rule, told more and less finely."""
        return self is other or self.refines(other) or other.refines(self)


_LIBERAL_FIRST = [
    Requirement.VISA_FREE,
    Requirement.NO_PRIOR_VISA,
    Requirement.VISA_ON_ARRIVAL,
    Requirement.ETA,
    Requirement.ETA_OR_EVISA,
    Requirement.EVISA,
    Requirement.VISA_REQUIRED,
    Requirement.NO_ADMISSION,
]

_NEEDED: dict[Requirement, bool | None] = {
    Requirement.VISA_FREE: False,
    Requirement.NO_PRIOR_VISA: False,
    Requirement.VISA_ON_ARRIVAL: False,
    Requirement.ETA: False,
    Requirement.ETA_OR_EVISA: None,
    Requirement.EVISA: True,
    Requirement.VISA_REQUIRED: True,
    Requirement.NO_ADMISSION: True,
}

_FINER = {
    Requirement.NO_PRIOR_VISA: (Requirement.VISA_FREE, Requirement.VISA_ON_ARRIVAL, Requirement.ETA),
    Requirement.ETA_OR_EVISA: (Requirement.ETA, Requirement.EVISA),
}


class Overlay(StrEnum):
    """What hides a rule for a time without replacing it."""

    COVID_BAN = "covid_ban"
    HAYYA = "hayya"  # Qatar, World Cup of 2022: entry with this permit only
