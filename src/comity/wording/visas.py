"""How terminals, pipes and pages name requirements, stays, conditions and spans of days."""

from __future__ import annotations

import re
from typing import Any

REQUIREMENTS = {
    "visa_free": "visa-free",
    "visa_on_arrival": "visa on arrival",
    "eta": "electronic travel authorisation",
    "evisa": "e-visa",
    "visa_required": "visa required",
    "no_admission": "not admitted",
    "no_prior_visa": "no visa beforehand (visa-free or on arrival)",
    "eta_or_evisa": "electronic authorisation or e-visa",
}
STYLES = {
    "visa_free": "green",
    "visa_on_arrival": "green",
    "eta": "cyan",
    "evisa": "yellow",
    "visa_required": "red",
    "no_admission": "red",
    "no_prior_visa": "green",
    "eta_or_evisa": "yellow",
}
BARRED = {"covid_ban": "entry barred (COVID-19)", "hayya": "entry with a Hayya permit only"}
_EXEMPTS = re.compile(
    r"\b(?:exempt|waiv|abolish|lift)|visa-free|without (?:a )?visas?|no visas?\b", re.IGNORECASE
)
_STOPPED = {
    "eta": "the travel authorisation",
    "eta_or_evisa": "the electronic visa",
    "evisa": "the e-visa",
    "visa_required": "the easing of visas",
    "no_admission": "the refusal",
}
Record = dict[str, Any]


def requirement(record: Record) -> str:
    """As "visa-free, 90 days" or "visa required"; "not known" where the record does not tell."""
    told = record["requirement"]
    if told is None:
        return "not known"
    length = stay(record)
    return REQUIREMENTS[told] + (f", {length}" if length else "")


def stay(record: Record) -> str:
    """As "90 days", "6 months", or "" where no length is told."""
    if record.get("months"):
        return f"{record['months']} months"
    return days(record["days"]) if record.get("days") else ""


def days(count: int) -> str:
    """As "1 day" or "90 days"."""
    return f"{count} day" + ("" if count == 1 else "s")


def since(begins: str) -> str:
    """As "since 2014-12-01", or "by 2012-01-01 already" of what the record does not tell before."""
    return span(begins, None)


def span(begins: str, ends: str | None) -> str:
    """As "2014-12-01 to 2020-03-26", "since 2014-12-01", "by 2012-01-01 already"."""
    first = f"by {begins[2:]} already" if begins.startswith("..") else _between(begins)
    if ends is None:
        return first if begins.startswith("..") else f"since {first}"
    return f"{first} to {_between(ends)}" if not begins.startswith("..") else f"{first}, to {_between(ends)}"


def begun(begins: str) -> str:
    """As "2014-12-01", "by 2012-01-01", "2019-01-05 … 2019-02-04" where the day is not known."""
    if begins.startswith(".."):
        return f"by {begins[2:]}"
    return begins.replace("/", " … ")


def _between(day: str) -> str:
    first, _, last = day.partition("/")
    return f"({first} … {last})" if last else day


def entry(record: Record) -> str:
    """What is asked, and whether entry is barred all the same."""
    told = requirement(record)
    return f"{BARRED[record['barred']['by']]}; beneath: {told}" if record["barred"] else told


def offered(record: Record) -> str:
    """As "visa-free, 15 days, given a registered passport"."""
    told = requirement(record)
    return f"{told}, given {conditions(record)}" if record["conditions"] else told


def conditions(record: Record) -> str:
    """As "a biometric passport; travelling for tourism"."""
    return "; ".join(each["words"] for each in record["conditions"])


def source(record: Record) -> str:
    """As "Ministry of Foreign Affairs of Japan, Visa waiver ..., 2014-11-11"."""
    title, publisher = record["title"], record["publisher"]
    told = title if publisher in title else f"{publisher}, {title}"
    return f"{told}, {record['date']}"


def headline(answer: Record) -> str:
    """As "visa required; an easing considered since 2019-02-14"."""
    return "; ".join([_outcome(answer), *_stopped(answer), *_open(answer)])


def _outcome(answer: Record) -> str:
    told = entry(answer)
    if answer["needed"] == "depends" and answer["questions"]:
        return f"it depends: {offered(answer)}"
    if answer["change"] and (then := entry(answer["change"])) != told:
        return f"not known for this day: {told}, or already {then}"
    if answer["needed"] is True and answer["left_days"] == 0:
        return "visa required: no day of the exemption is left"
    return told


def _stopped(answer: Record) -> list[str]:
    return [
        f"{_STOPPED.get(each['requirement'], 'the exemption')} is suspended"
        f" {span(each['valid_from'], each['valid_to'])}"
        for each in answer["suspended"][:1]
    ]


def _open(answer: Record) -> list[str]:
    """The most settled of what is pending, with the first day on which it was told."""
    told = answer["pending"]
    for each in told:
        if each["status"] == "suspended":
            return [f"the rule told to be suspended since {each['date']}"]
    for each in told:
        if each["newer_than_record"]:
            return [f"{_matter(each)} told of {each['date']}, newer than the record"]
    for each in told:
        if each["status"] == "announced":
            when = f"for {each['date']}" if each["date"] > answer["on"] else f"({each['date']})"
            return [f"{_matter(each)} announced {when}"]
    for each in told:
        if each["status"] == "considered":
            return [f"{_matter(each)} considered since {each['date']}"]
    return []


def pending(record: Record) -> str:
    """As "an exemption considered", "an easing asked for", "the rule suspended"."""
    if record["status"] == "suspended":
        return "the rule suspended"
    if record["eases"] is None:
        return "an easing asked for" if record["status"] == "asked" else f"an easing {record['status']}"
    done = record["status"] == "actual"
    return f"{_matter(record)} {'made' if done else record['status']}"


def _matter(pending: Record) -> str:
    if not pending["eases"]:
        return "a restriction"
    return "an exemption" if _EXEMPTS.search(pending["quote"]) else "an easing"
