"""What holds for every year wheel, whatever the day and whatever is known."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.law import PROVISIONS, SOURCES
from samverk.core.year_wheel.kinds import Binding, Known, Progress
from samverk.core.year_wheel.pressing import now, upcoming
from samverk.core.year_wheel.ribbon import ribbon
from samverk.core.year_wheel.state import EsfMeasure, ExpectedReturn, Minutes, WheelSettings, WheelState, YearState
from samverk.core.year_wheel.wheel import deadlines, in_order
from tests.factories.lund import lund_facts
from tests.factories.year_wheel import BOARDS, MEMBERS, START, association, auditor, find_all, seats, wheel_state

DAYS = st.dates()  # any day of the calendar
MODERN = st.dates(date(2004, 1, 1), date(2099, 12, 31))
YEARS = st.integers(2000, 2100)
RECORDED = st.one_of(st.none(), st.sampled_from(Known), MODERN)
MONTH = st.one_of(st.none(), st.integers(1, 12))
MONTH_AND_DAY = st.one_of(st.none(), st.tuples(st.integers(1, 12), st.integers(1, 31)))
YEAR_STATES = st.builds(
    YearState,
    books_through=st.one_of(st.none(), st.integers(0, 12)),
    state_allocation=RECORDED,
    consultation=RECORDED,
    budget_meeting=st.one_of(st.none(), DAYS),
    budget_announced=RECORDED,
    proposal_published=RECORDED,
    budget_decided=RECORDED,
    budget_revised=RECORDED,
    interim_report=RECORDED,
    report_decided=RECORDED,
    report_signed=RECORDED,
    audit_report=RECORDED,
    discharges=st.dictionaries(st.sampled_from(MEMBERS), RECORDED),
    vat_statement=RECORDED,
    vat_claimed=RECORDED,
)
SETTINGS = st.builds(
    WheelSettings,
    audit_report_month=MONTH,
    revised_budget_month=MONTH,
    state_allocation_day=MONTH_AND_DAY,
    books_ready_day=MONTH_AND_DAY,
    budget_notice_days=st.one_of(st.none(), st.integers(0, 60)),
    interim_month=st.one_of(st.none(), st.integers(6, 8)),
    interim_months_to_hand_over=st.integers(0, 12),
    claims_vat=st.one_of(st.none(), st.booleans()),
    retention_years_from_year_end=st.one_of(st.none(), st.integers(7, 12)),
    lead_days=st.dictionaries(st.sampled_from(["AH-BUDGET", "AH-SAMRAD", "AH-MANDAT"]), st.integers(0, 400)),
)
MINUTES = st.builds(
    Minutes,
    id=st.text(min_size=1, max_size=8),
    meeting=DAYS,
    approved=RECORDED,
    announced=st.dictionaries(st.sampled_from(BOARDS), RECORDED),
)
ESF = st.builds(
    EsfMeasure,
    id=st.text(min_size=1, max_size=8),
    name=st.text(min_size=1, max_size=20),
    start=st.one_of(st.none(), DAYS),
    end=st.one_of(st.none(), DAYS),
    reported=st.dictionaries(st.tuples(YEARS, st.integers(1, 12)), RECORDED, max_size=4),
)
RETURNS = st.builds(
    ExpectedReturn,
    measure_id=st.text(min_size=1, max_size=8),
    measure_name=st.text(min_size=1, max_size=20),
    period=st.text(max_size=10),
    due=st.one_of(st.none(), DAYS),
    received=RECORDED,
)
INTERIM = [{"galler_fran": START, "delarsrapport": True, "uppsagningstid_ar": 1}]
ASSOCIATIONS = st.sampled_from(
    [
        association(),
        association(bildat=None, forbundsordning=[], mandat=[], funktionar=[]),
        association(
            forbundsordning=INTERIM, mandat=seats("2020-01-01", "9999-12-31"), funktionar=[auditor(end="9999-12-31")]
        ),
        association(
            bildat="2024-12-20", mandat=seats("0001-01-01", "2025-06-30"), funktionar=[auditor(*BOARDS, start=None)]
        ),
        lund_facts().association,
    ]
)
STATES = st.builds(
    WheelState,
    day=st.one_of(DAYS, MODERN),
    association=ASSOCIATIONS,
    years=st.dictionaries(YEARS, YEAR_STATES, max_size=3),
    minutes=st.lists(MINUTES, max_size=3).map(tuple),
    esf_measures=st.lists(ESF, max_size=2).map(tuple),
    returns=st.lists(RETURNS, max_size=2).map(tuple),
    notices=st.dictionaries(st.sampled_from([*MEMBERS, "Ingen"]), DAYS, max_size=2),
    begun=st.just(frozenset({"AH-BUDGET:budget:2026", "AH-ARSREDOVISNING:annual_report:2025"})),
    settings=SETTINGS,
)


@settings(max_examples=150, deadline=None)
@given(STATES)
def test_a_wheel_never_raises_and_says_something_of_everything(state):
    found = deadlines(state)
    assert list(found) == sorted(found, key=in_order)
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert each.words
        assert each.title
        assert each.explanation
        assert each.happens or each.who
    pressing = now(found)
    assert len(pressing) <= 5
    assert [item.urgency for item in pressing] == sorted(item.urgency for item in pressing)
    assert all(item.reason.endswith(".") and item.deadline.is_open for item in pressing)
    assert all(each.is_open and each.due >= state.day for each in upcoming(found))
    assert len(ribbon(state, min(state.day.year, 9999)).months) == 12


@settings(max_examples=150, deadline=None)
@given(STATES)
def test_nothing_is_due_before_it_can_begin(state):
    for each in deadlines(state):
        if each.due is not None:
            assert each.begins is not None
            assert each.begins <= each.due
            assert each.due_from is None or each.due_from <= each.due


@settings(max_examples=150, deadline=None)
@given(STATES)
def test_what_binds_by_law_cites_law_in_force_on_its_day(state):
    for each in deadlines(state):
        assert all(source in PROVISIONS for source in each.sources)
        if each.binding is Binding.LAW:
            assert each.sources
        if each.sources:
            key, section = each.sources[0]
            in_force = PROVISIONS[key, section].valid_from or SOURCES[key].in_force
            assert (each.due or each.seen) >= in_force


@settings(max_examples=150, deadline=None)
@given(STATES)
def test_late_is_only_what_is_known_not_to_be_done_and_done_has_no_day_to_come(state):
    for each in deadlines(state):
        if each.progress is Progress.LATE:
            assert each.due is not None
            assert each.due < state.day
            assert not each.happens
        assert each.done is None or each.done <= state.day


@settings(max_examples=100, deadline=None)
@given(MODERN, ASSOCIATIONS)
def test_when_nothing_is_told_of_the_work_nothing_is_late_or_done(day, facts):
    state = WheelState(day, facts, settings=WheelSettings(claims_vat=True))
    from_facts = {"AH-MANDAT", "AH-MANDATTID"}  # mandates are told by the association's own facts
    for each in deadlines(state):
        if each.code not in from_facts and not each.happens:
            assert each.progress in (Progress.UNKNOWN, Progress.NOT_BEGUN, Progress.NOT_APPLICABLE)


@settings(max_examples=100, deadline=None)
@given(MODERN, st.integers(0, 400), YEAR_STATES)
def test_the_law_s_days_do_not_move_with_the_day_they_are_seen(day, later, known):
    years = dict.fromkeys(range(2004, 2102), known)
    calendar = (day.year,)

    def law(seen):
        found = deadlines(wheel_state(seen, years=years), calendar)
        return {each.id: each.due for each in found if each.binding is Binding.LAW and each.due is not None}

    first, second = law(day), law(min(day + timedelta(later), date(2101, 1, 1)))
    shared = first.keys() & second.keys()
    assert {key: first[key] for key in shared} == {key: second[key] for key in shared}


def test_no_rule_before_its_law():
    minutes = tuple(Minutes(str(year), date(year, 5, 5)) for year in (2016, 2017, 2018))
    state = wheel_state(date(2018, 6, 1), minutes=minutes)
    assert [each.subject for each in find_all(state, "AH-JUSTERING")] == ["minutes:2018"]
    assert not find_all(wheel_state(date(2005, 6, 1)), "AH-ARSREDOVISNING")


def test_from_years_long_gone_only_the_late_are_told():
    old = {2020: YearState(report_decided=Known.NOT_YET, report_signed=date(2021, 4, 1))}
    found = deadlines(wheel_state(date(2025, 5, 5), years=old))
    ancient = [each for each in found if each.due is not None and each.due.year < 2024]
    assert {each.code for each in ancient} == {"AH-ARSREDOVISNING", "AH-REVISION"}
    assert all(each.is_late for each in ancient)


def test_lund_on_a_day_in_march():
    known = {2024: YearState(books_through=12, report_decided=Known.NOT_YET)}
    state = WheelState(date(2025, 3, 10), lund_facts().association, known)
    first = now(deadlines(state))[0]
    assert first.deadline.title == "Årsredovisning för 2024"
    assert first.deadline.words == "om 21 dagar"
    assert first.reason == (
        "Det är dags att börja. Sista dagen är 31\u00a0mars. Bokföringen är inläst till och med december."
    )
