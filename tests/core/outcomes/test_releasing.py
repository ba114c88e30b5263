"""What may be printed: nothing that gives anyone away together with what was printed before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samverk.core.disclosure.releases import Release
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.releasing import chosen, hindrances, release_of
from samverk.core.outcomes.returned import Return, ReturnCell, ReturnCellState
from tests.core.outcomes.test_told import IRIS

RULE = DisclosureRule()
AGES = chosen(IRIS, {"enrolled_by_age", "enrolled_by_gender"})
HIDDEN = [cell.at for cell in AGES.table("enrolled_by_age").cells if cell.value is None]


def printed(given: Return, name: str = "Webben") -> Release:
    return release_of(name, [given], date(2025, 3, 10))


def with_cell(given: Return, kind: str, at: tuple[str, ...], count: int) -> Return:
    shown = ReturnCell(at, ReturnCellState.SHOWN, count)
    return replace(
        given,
        tables=tuple(
            replace(each, cells=tuple(shown if cell.at == at else cell for cell in each.cells))
            if each.table == kind
            else each
            for each in given.tables
        ),
    )


def test_a_release_is_the_chosen_tables_and_no_more():
    assert [each.table for each in AGES.tables] == ["enrolled_by_gender", "enrolled_by_age"]
    release = printed(AGES)
    assert release.day == date(2025, 3, 10)
    assert all("enrolled" in cell.key for cell in release.cells)
    assert len({cell.key for cell in release.cells}) == len(release.cells)
    assert hindrances([], release, RULE) == ()
    assert hindrances([release], printed(IRIS, "Årsredovisningen"), RULE) == ()


def test_a_small_count_is_not_printed():
    told = hindrances([], printed(with_cell(AGES, "enrolled_by_age", HIDDEN[0], 3)), RULE)
    assert "Små antal skulle visas" in told[0]


def test_what_hides_alone_may_tell_together_with_what_was_printed_before():
    assert len(HIDDEN) == 4
    earlier = with_cell(AGES, "enrolled_by_age", HIDDEN[-1], 30)  # shown once, in another release
    first = Release("Förra året", tuple(cell for cell in printed(earlier).cells if cell.label.endswith("Man")))
    assert first.cells
    told = hindrances([first], printed(AGES, "I år"), RULE)
    assert len(told) == 1
    assert told[0].startswith("Tillsammans med det som redan är offentligt går dolda antal att räkna ut")


def test_an_old_fault_does_not_stop_what_has_nothing_to_do_with_it():
    bad = printed(with_cell(AGES, "enrolled_by_age", HIDDEN[0], 3), "Förut")
    exits = chosen(IRIS, {"exits_by_destination"})
    assert hindrances([bad], printed(exits, "Nu"), RULE) == ()
    assert hindrances([bad], printed(AGES, "Nu"), RULE) != ()


def test_what_contradicts_the_printed_is_stopped():
    other = with_cell(AGES, "enrolled_by_age", (HIDDEN[0][0], "*"), 500)
    assert "går inte ihop" in hindrances([], printed(other), RULE)[0]
