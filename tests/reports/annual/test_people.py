"""Who signs is computed from mandates and the day; who is listed, from the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from samverk.core.document.tree import SignaturePage, Table
from samverk.core.facts import Facts
from samverk.core.organisation import Association, BoardFunction, Mandate, Seat
from samverk.formats.facts import read_directory
from samverk.reports.annual.context import Context
from samverk.reports.annual.people import board_content, number_word, signatories, signature_content

LUND = Path(__file__).parents[3] / "examples" / "lund"
SIGNED = date(2025, 3, 21)


@pytest.fixture(scope="module")
def facts() -> Facts:
    facts, problems = read_directory(LUND, 2024)
    assert facts is not None, problems
    return facts


def mandate(name: str, member: str, seat: Seat = Seat.BOARD_MEMBER, **more: object) -> Mandate:
    return Mandate(name=name, member=member, seat=seat, valid_from=more.pop("valid_from", date(2023, 4, 1)), **more)


def association(facts: Facts, *mandates: Mandate, serving: tuple[str, ...] = ()) -> Association:
    report = facts.association.annual_report.model_copy(update={"serving_deputies": serving})
    return facts.association.model_copy(update={"mandates": mandates, "annual_report": report})


CHAIR = mandate("Ordförande", "Kommunen", function=BoardFunction.CHAIR)
VICE = mandate("Vice", "Kassan", function=BoardFunction.VICE_CHAIR)
THIRD = mandate("Tredje", "Regionen")
DEPUTY = mandate("Ersättare", "Regionen", Seat.DEPUTY, order=1)


def names(association: Association, day: date = SIGNED) -> list[tuple[str, str]]:
    return [(signatory.name, signatory.function) for signatory in signatories(association, day)]


def test_the_sitting_members_sign_chair_first(facts):
    assert names(association(facts, THIRD, VICE, DEPUTY, CHAIR)) == [
        ("Ordförande", "Ordförande"),
        ("Vice", "Vice ordförande"),
        ("Tredje", "Ledamot"),
    ]


def test_a_serving_deputy_signs_for_the_same_members_absent_one(facts):
    assert names(association(facts, CHAIR, VICE, THIRD, DEPUTY, serving=("Ersättare",)))[-1] == (
        "Ersättare",
        "Tjänstgörande ersättare",
    )
    assert ("Tredje", "Ledamot") not in names(association(facts, CHAIR, VICE, THIRD, DEPUTY, serving=("Ersättare",)))


def test_a_deputy_takes_the_place_of_an_ordinary_member_before_the_chairs(facts):
    other = mandate("Annan", "Kommunen")
    deputy = mandate("Ersättare", "Kommunen", Seat.DEPUTY)
    signing = names(association(facts, CHAIR, other, deputy, serving=("Ersättare",)))
    assert [name for name, _ in signing] == ["Ordförande", "Ersättare"]


def test_those_who_sit_on_the_day_sign_even_if_they_were_new(facts):
    """Nationella rådet: the sitting members sign, also those who were not on the board during the year."""
    old = mandate("Gammal", "Regionen", valid_to=date(2024, 12, 31))
    new = mandate("Ny", "Regionen", valid_from=date(2025, 1, 1))
    assert [name for name, _ in names(association(facts, CHAIR, old, new))] == ["Ordförande", "Ny"]
    assert [name for name, _ in names(association(facts, CHAIR, old, new), date(2024, 6, 1))] == [
        "Ordförande",
        "Gammal",
    ]


def test_the_page_has_the_day_the_town_and_the_auditors_of_the_facts(facts):
    page = signature_content(Context(facts, None)).blocks[0]
    assert isinstance(page, SignaturePage)
    assert (page.town, page.day) == ("Lund", SIGNED)
    assert len(page.signatories) == 4
    assert len(page.auditors) == 3
    assert all(auditor.appointed_by for auditor in page.auditors)


def test_an_unsigned_report_leaves_the_day_open_and_lists_who_would_sign(facts):
    report = facts.association.annual_report.model_copy(update={"signed": None})
    unsigned = facts.association.model_copy(update={"annual_report": report})
    page = signature_content(Context(Facts(2024, unsigned), None)).blocks[0]
    assert isinstance(page, SignaturePage)
    assert page.day is None
    assert page.signatories


def test_the_board_table_tells_who_came_and_went_during_the_year(facts):
    left = mandate("Slutade", "Regionen", valid_to=date(2024, 5, 31))
    came = mandate("Började", "Regionen", valid_from=date(2024, 6, 1))
    never = mandate("Senare", "Regionen", valid_from=date(2025, 1, 1))
    content = board_content(Context(Facts(2024, association(facts, CHAIR, left, came, never)), None))
    table = content.blocks[0]
    assert isinstance(table, Table)
    assert [row.label for row in table.rows] == ["Ordförande", "Slutade", "Började"]
    assert [column.label for column in table.columns] == ["Uppdrag", "Utsedd av", "Tid"]
    assert table.rows[1].cells[2].text == "till 2024-05-31"
    assert table.rows[2].cells[2].text == "från 2024-06-01"


def test_small_numbers_are_words():
    assert [number_word(number) for number in (1, 4, 12, 13)] == ["ett", "fyra", "tolv", "13"]
