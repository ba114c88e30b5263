"""What a return tells: figures of its open cells; a figure that needs a hidden one is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as tried
from hypothesis import strategies

from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.linking import make_return
from samverk.core.outcomes.record import AnonymousCount
from samverk.core.outcomes.returned import HiddenBecause, Return, ReturnCell, ReturnCellState
from samverk.core.outcomes.simulate import measure_ids, simulate
from samverk.core.outcomes.simulated_iris import IRIS_2024, PARENT
from samverk.core.outcomes.span import Span
from samverk.core.outcomes.tables import RECORD_KINDS, anonymous_table, queue_table, tables_of
from samverk.core.outcomes.told import (
    Destination,
    NationalCount,
    count_at,
    exit_share,
    exits_told,
    later_told,
    national_counts,
    of_year,
    parts_told,
    sum_of,
    total_told,
    year_told,
)

YEAR = Span.of_year(2024)
MADE = simulate(IRIS_2024)
PARTS = tuple(measure_ids(IRIS_2024))
ANONYMOUS = [AnonymousCount(PARENT, "woman", 2024, 7), AnonymousCount(PARENT, "man", 2024, 6)]


def iris(*kinds: str, span: Span = YEAR) -> Return:
    tables = tables_of(MADE.records, YEAR, kinds or RECORD_KINDS, PARTS)
    more = () if kinds else (queue_table(MADE.queue, YEAR), anonymous_table(ANONYMOUS, 2024))
    return replace(make_return("222000-0000", PARENT, YEAR, (*tables, *more), DisclosureRule())[0], span=span)


IRIS = iris()


def hide(given: Return, kind: str, *at: str) -> Return:
    hidden = ReturnCell(at, ReturnCellState.SUPPRESSED, reason=HiddenBecause.PROTECTED)
    return replace(
        given,
        tables=tuple(
            replace(each, cells=tuple(hidden if cell.at == at else cell for cell in each.cells))
            if each.table == kind
            else each
            for each in given.tables
        ),
    )


def test_iris_as_lund_has_published_it():
    told = year_told(IRIS)
    assert (told.participants, told.women, told.men) == (396, 223, 173)
    assert told.anonymous == 13
    assert told.result == CountShare(65, 160)
    assert told.result.percent == 41
    assert exit_share(IRIS, Destination.WORK).percent == 24
    assert exit_share(IRIS, Destination.STUDIES).percent == 17
    assert told.lacks == frozenset()


def test_a_hidden_count_hides_every_figure_that_needs_it():
    assert year_told(hide(IRIS, "enrolled_by_gender", "*")).participants is None
    for at in (("work_or_studies", "*"), ("*", "*"), ("missing", "*")):
        assert exit_share(hide(IRIS, "exits_by_destination", *at), Destination.WORK_OR_STUDIES) is None
    hidden = {each.reason for each in exits_told(hide(IRIS, "exits_by_reason", "to_work", "*")) if each.share is None}
    assert "to_work" in hidden


def test_what_the_return_does_not_have_is_lacking_and_not_hidden():
    told = year_told(iris("enrolled_by_gender"))
    assert told.participants == 396
    assert told.lacks == {"exits", "result", "queued", "anonymous"}
    assert exits_told(iris("enrolled_by_gender")) == ()
    assert later_told(iris("enrolled_by_gender")) == ()
    assert parts_told(iris("enrolled_by_gender")) == ()
    assert count_at(IRIS, "violence_seven_current", "*", "*") is None


def test_what_it_costs_a_head():
    told = year_told(IRIS, 11_152_000_00)
    assert told.per_participation.cost_ore == 2_816_162
    assert told.per_participation.low_ore == round(1_115_200_000 / 409)
    assert told.per_exit.low_ore < told.per_exit.cost_ore == 17_156_923 < told.per_exit.high_ore
    assert year_told(IRIS, None).per_participation is None
    assert year_told(iris("enrolled_by_gender"), 100).per_exit is None


def test_sub_projects_are_told_by_their_umbrella_project():
    parts = {each.measure: each for each in parts_told(IRIS)}
    assert set(parts) == set(PARTS)
    stairs = parts["iris_kompetenstrappan"]
    assert (stairs.participants, stairs.women, stairs.men, stairs.exits) == (110, 67, 43, 40)
    assert stairs.result.percent == 70
    assert exit_share(IRIS, Destination.WORK, "iris_usb") is None
    assert exit_share(IRIS, Destination.WORK_OR_STUDIES, "finns_inte") is None


def test_later_moments_say_of_how_many_it_is_known():
    later = {each.months: each for each in later_told(IRIS)}
    assert set(later) == {0, 3, 6, 12}
    assert later[0].occupied == CountShare(65, 160)
    assert later[3].occupied.base + later[3].occupied.missing == 160


def test_uppfoljning_finsam_counts_the_anonymous_too():
    own, *parts = national_counts(IRIS)
    assert own == NationalCount(PARENT, 230, 179, False)
    assert {each.measure for each in parts} == set(PARTS)
    assert all(each.is_without_anonymous for each in parts)
    assert national_counts(iris("enrolled_by_gender")) == (NationalCount(PARENT, 223, 173, True),)
    assert national_counts(hide(IRIS, "anonymous_by_gender", "man"))[0].men is None


def test_the_longest_period_of_a_year_tells_of_it():
    spring, whole = Span(date(2024, 1, 1), date(2024, 6, 30)), iris("enrolled_by_gender")
    autumn = Span(date(2024, 7, 2), date(2024, 12, 30))
    returns = [iris("enrolled_by_gender", span=spring), whole, iris("enrolled_by_gender", span=autumn)]
    assert of_year(returns, PARENT, 2024) is whole
    assert of_year([returns[0], returns[2]], PARENT, 2024) is returns[2]
    across = iris("enrolled_by_gender", span=Span(date(2023, 7, 1), date(2024, 6, 30)))
    assert of_year([across], PARENT, 2024) is None
    assert of_year(returns, "annan", 2024) is None


@tried(strategies.lists(strategies.none() | strategies.integers(0, 500), max_size=6))
def test_a_sum_is_told_only_when_every_part_is(counts):
    found = sum_of(counts)
    assert (found is None) is (not counts or None in counts)
    assert found is None or found == sum(counts)


def test_all_together_hides_what_any_of_them_hides():
    one, other = year_told(IRIS), year_told(hide(IRIS, "enrolled_by_gender", "man"))
    assert total_told([one, one]).participants == 792
    assert total_told([one, one]).result == CountShare(130, 320)
    assert total_told([one, other]).men is None
    assert total_told([one, other]).women == 446
    assert total_told([one, year_told(iris("enrolled_by_gender"))]).result is None
    assert total_told([one, year_told(iris("enrolled_by_gender"))]).lacks >= {"result"}


@pytest.mark.parametrize("destination", list(Destination))
def test_a_share_is_never_more_than_all(destination):
    share = exit_share(IRIS, destination)
    assert 0 <= share.count <= share.base
