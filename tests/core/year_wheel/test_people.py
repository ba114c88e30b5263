"""Terms, mandates, auditors and members that leave: FinsamL 10, 13, 15, 25 and 27 §§."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.core.year_wheel.kinds import Binding, Progress
from samverk.core.year_wheel.people import term_start
from tests.factories.year_wheel import (
    ALL_AUDITED,
    BOARDS,
    MEMBERS,
    START,
    association,
    auditor,
    find,
    find_all,
    seats,
    wheel_state,
)

DAY = date(2026, 12, 1)


def test_a_new_term_begins_on_1_april_after_a_general_election():
    starts = [start for year in range(2022, 2033) if (start := term_start(year))]
    assert starts == [date(2023, 4, 1), date(2027, 4, 1), date(2031, 4, 1)]


def test_a_term_waits_for_members_that_have_appointed_nobody():
    facts = association(mandat=seats("2023-04-01", "2027-03-31") + seats("2027-04-01", None, MEMBERS[:4]))
    told = find(wheel_state(DAY, facts=facts), "AH-MANDATTID", "term:2027")
    assert (told.due, told.progress) == (date(2027, 4, 1), Progress.NOT_BEGUN)
    assert told.note == "Inte utsedda än: ledamot för Söderbergs kommun, ersättare för Söderbergs kommun."
    assert find(wheel_state(date(2027, 4, 2), facts=facts), "AH-MANDATTID").is_late


def test_a_term_with_everyone_appointed_is_done():
    facts = association(mandat=seats("2023-04-01", "2027-03-31") + seats("2027-04-01", "2031-03-31"))
    for day in (DAY, date(2027, 6, 1), date(2028, 12, 31)):
        assert find(wheel_state(day, facts=facts), "AH-MANDATTID", "term:2027").words == "klart"


def test_with_no_mandates_recorded_nothing_is_known_of_the_term():
    told = find(wheel_state(DAY, facts=association(mandat=[])), "AH-MANDATTID")
    assert (told.progress, told.note) == (Progress.UNKNOWN, "")


def test_the_end_of_the_term_is_not_told_twice():
    assert not find_all(wheel_state(DAY), "AH-MANDAT")


def test_a_mandate_that_ends_early_waits_for_the_next():
    leaving = seats("2023-04-01", "2026-12-31", MEMBERS[3:4])
    facts = association(mandat=seats("2023-04-01", "2027-03-31", MEMBERS[:3]) + leaving)
    told = find(wheel_state(DAY, facts=facts), "AH-MANDAT")
    assert (told.title, told.due) == ("Mandat som går ut: Norrbergs kommun", date(2026, 12, 31))
    assert told.note == "Inte utsedda än: ledamot för Norrbergs kommun, ersättare för Norrbergs kommun."
    assert find(wheel_state(date(2027, 1, 1), facts=facts), "AH-MANDAT").is_late
    filled = association(
        mandat=[*seats("2023-04-01", "2027-03-31"), *leaving, *seats("2027-01-01", None, MEMBERS[3:4])]
    )
    assert find(wheel_state(DAY, facts=filled), "AH-MANDAT").progress is Progress.DONE


def test_a_seat_given_up_since_is_not_late_while_the_member_is_represented():
    twice = seats("2023-04-01", "2025-06-30", MEMBERS[3:4]) + seats("2023-04-01", "2027-03-31")
    assert not find(wheel_state(date(2025, 9, 1), facts=association(mandat=twice)), "AH-MANDAT").is_late


def test_every_member_has_an_auditor_and_the_agencies_share_one():
    assert not find_all(wheel_state(DAY), "AH-REVISOR")


def test_a_member_without_an_auditor_is_told_without_a_day():
    told = find(wheel_state(DAY, facts=association(funktionar=[ALL_AUDITED[0], auditor(*BOARDS[:2])])), "AH-REVISOR")
    assert told.title == "Revisor för Söderbergs kommun"
    assert (told.due, told.progress, told.note) == (None, Progress.NOT_BEGUN, "Ingen revisor är antecknad.")
    assert told.citations == ("FinsamL 25 §",)


@pytest.mark.parametrize("officers", [[], [auditor()]])
def test_when_nobody_has_told_whom_the_auditors_are_for_nothing_is_known(officers):
    found = find_all(wheel_state(DAY, facts=association(funktionar=officers)), "AH-REVISOR")
    assert len(found) == 4  # the two agencies are one
    assert {each.progress for each in found} == {Progress.UNKNOWN}


def test_an_auditor_s_term_that_ends_has_its_last_day():
    ending = auditor(*BOARDS, end="2026-12-31")
    told = find_all(wheel_state(DAY, facts=association(funktionar=[ALL_AUDITED[0], ending])), "AH-REVISOR")
    assert {each.due for each in told} == {date(2026, 12, 31)}
    assert told[0].note == "Uppdraget går ut 31\u00a0december."


def test_an_auditor_that_follows_on_carries_the_time_further():
    officers = [ALL_AUDITED[0], auditor(*BOARDS, end="2026-12-31"), auditor(*BOARDS, start="2027-01-01")]
    assert not find_all(wheel_state(DAY, facts=association(funktionar=officers)), "AH-REVISOR")
    officers[2] = auditor(*BOARDS, start="2027-02-01")  # a month without one
    found = find_all(wheel_state(DAY, facts=association(funktionar=officers)), "AH-REVISOR")
    assert {each.due for each in found} == {date(2026, 12, 31)}


def test_notice_is_three_years_when_the_charter_says_nothing_shorter():
    notices = {BOARDS[2]: date(2024, 2, 29)}
    told = find(wheel_state(DAY, notices=notices), "AH-UTTRADE")
    assert (told.due, told.binding) == (date(2027, 2, 28), Binding.LAW)
    assert told.title == "Söderbergs kommun lämnar förbundet"
    assert told.note == "Uppsägningen kom 29\u00a0februari\u00a02024 och tiden är 3 år."


def test_the_charter_may_have_a_shorter_notice():
    facts = association(forbundsordning=[{"galler_fran": START, "uppsagningstid_ar": 1}])
    told = find(wheel_state(DAY, facts=facts, notices={BOARDS[2]: date(2026, 3, 1)}), "AH-UTTRADE")
    assert (told.due, told.binding) == (date(2027, 3, 1), Binding.CHARTER)


def test_without_a_charter_the_law_s_notice_is_counted_and_said_so():
    state = wheel_state(DAY, facts=association(forbundsordning=[]), notices={BOARDS[2]: date(2024, 3, 1)})
    assert find(state, "AH-UTTRADE").note.endswith("enligt lagen; förbundsordningen är inte inlagd.")


def test_a_recorded_last_day_counts_before_the_notice():
    members = [each.model_dump(by_alias=True) for each in association().members]
    members[4] |= {"medlem_till": "2026-11-30"}
    state = wheel_state(DAY, facts=association(medlem=members))
    told = find(state, "AH-UTTRADE")
    assert (told.words, told.note) == ("skedde 30\u00a0november", "")


def test_a_notice_from_somebody_else_is_left_alone():
    assert not find_all(wheel_state(DAY, notices={"Ingen": date(2024, 1, 1)}), "AH-UTTRADE")
