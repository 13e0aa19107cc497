"""Where the evidence of one event disagrees."""

from __future__ import annotations

from comity.dates import Basis, SpanOfDays
from comity.events import Contradiction, contradictions
from comity.records import Document, Mention, Party, Span, Status


def told(
    name: str,
    sentence: str,
    *,
    status: Status = Status.ACTUAL,
    on: str = "2031-05-05",
    basis: Basis = Basis.STATED,
) -> tuple[Document, Mention]:
    whole = Span(0, len(sentence))
    parties = [(Party(code, "GOV", Span(0, 6), code, "name"),) for code in ("NOR", "SWE")]
    return Document(name, name, sentence, ()), Mention(
        id=f"{name}.1",
        document=name,
        sentence=whole,
        quote=whole,
        predicate=Span(7, 15),
        actors=parties[0],
        recipients=parties[1],
        type="SANCTION",
        mode="expel",
        contexts=(),
        status=status,
        days=SpanOfDays.parse(on, basis),
    )


def found(*pages: tuple[Document, Mention], source: str | None = None) -> tuple[Contradiction, ...]:
    documents = {document.id: document for document, _ in pages}
    sources = {name: source or name for name in documents}
    return contradictions([mention for _, mention in pages], documents, sources)


def test_two_sources_with_other_numbers_contradict_each_other() -> None:
    assert found(
        told("herald", "Norway expelled 18 Swedish diplomats."),
        told("courier", "Norway expelled twenty Swedish diplomats."),
    ) == (Contradiction("diplomat", (("18", ("herald.1",)), ("20", ("courier.1",)))),)


def test_one_source_does_not_contradict_itself() -> None:
    pages = told("herald", "Norway expelled 18 diplomats."), told("copy", "Norway expelled 20 diplomats.")
    assert found(*pages, source="agency") == ()


def test_numbers_of_different_things_go_together() -> None:
    assert (
        found(
            told("herald", "Norway expelled 18 Swedish diplomats."),
            told("courier", "Norway expelled Swedes, who left on 3 ships within 5 days."),
        )
        == ()
    )


def test_sources_that_share_a_number_agree() -> None:
    assert (
        found(
            told("herald", "Norway expelled 18 diplomats and later 20 diplomats."),
            told("courier", "Norway expelled 20 diplomats."),
        )
        == ()
    )


def test_two_stated_days_contradict_each_other() -> None:
    (contradiction,) = found(
        told("herald", "Norway expelled diplomats."),
        told("courier", "Norway expelled them.", on="2031-05-06"),
    )
    assert contradiction == Contradiction(
        "day", (("2031-05-05", ("herald.1",)), ("2031-05-06", ("courier.1",)))
    )


def test_weekdays_may_differ_by_a_night() -> None:
    assert (
        found(
            told("herald", "Norway expelled diplomats.", basis=Basis.RELATIVE),
            told("courier", "Norway expelled them.", on="2031-05-06", basis=Basis.RELATIVE),
        )
        == ()
    )


def test_a_denial_beside_the_claim_is_a_dispute_even_in_one_source() -> None:
    pages = (
        told("herald", "Norway expelled diplomats."),
        told("courier", "Norway denied that it expelled anybody.", status=Status.DENIED),
    )
    assert found(*pages, source="agency") == (
        Contradiction("status", (("actual", ("herald.1",)), ("denied", ("courier.1",)))),
    )


def test_denials_alone_dispute_nothing() -> None:
    assert found(told("herald", "Norway denied that it expelled anybody.", status=Status.DENIED)) == ()
