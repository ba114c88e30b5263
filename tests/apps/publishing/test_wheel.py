"""What the year wheel is told by the association's rows, and what a noted day may and may not say."""

from __future__ import annotations

from datetime import date

from samverk.apps.governance.actions import forget_day, record_day
from samverk.apps.publishing.demo import DEMO_DAY, load_demo
from samverk.apps.publishing.standing import standing_of
from samverk.apps.publishing.wheel import wheel_state
from samverk.apps.users.actor import command_line
from samverk.core.year_wheel.pressing import now
from samverk.core.year_wheel.state import Known
from samverk.core.year_wheel.wheel import deadlines
from tests.factories.facts import directory
from tests.factories.lund import LUND
from tests.factories.people import association


def test_lund_s_rows_say_how_far_the_work_has_come():
    lund = load_demo(directory(LUND))
    state = wheel_state(lund, DEMO_DAY)
    assert state.of_year(2024).books_through == 12
    assert state.of_year(2024).report_decided is Known.NOT_YET
    assert state.of_year(2024).budget_revised == date(2024, 3, 22)
    assert "AH-ARSREDOVISNING:annual_report:2024" in state.begun
    first, second = now(deadlines(state))[:2]  # 28 and 31 March
    assert first.deadline.id == "AH-ESF:esf:iris:2025-02"
    assert second.deadline.id == "AH-ARSREDOVISNING:annual_report:2024"


def test_a_noted_day_fills_what_nothing_else_says_and_stands_over_no_decision():
    lund = load_demo(directory(LUND))
    office = command_line(lund)
    claimed = record_day(office, "AH-MOMS-ANSOKAN", "vat:2024", "Ansökningar", date(2025, 1, 31))
    record_day(office, "AH-BUDGET-REVIDERAD", "budget:2024", "Reviderad budget", date(2024, 5, 1))
    record_day(office, "AH-ANSVARSFRIHET", "discharge:2023:Lunds kommun", "Ansvarsfrihet", date(2024, 6, 1))
    state = wheel_state(lund, DEMO_DAY)
    assert state.of_year(2024).vat_claimed == date(2025, 1, 31)
    assert state.of_year(2024).budget_revised == date(2024, 3, 22)
    assert state.of_year(2023).discharges == {"Lunds kommun": date(2024, 6, 1)}
    forget_day(office, claimed)
    assert wheel_state(lund, DEMO_DAY).of_year(2024).vat_claimed is None


def test_how_lund_stands_is_what_its_statements_say():
    found = standing_of(load_demo(directory(LUND)), DEMO_DAY)
    assert (found.year, found.through) == (2024, "")
    assert found.funds_ore == 233_267_780
    assert (found.deviation_ore, found.deviation_words) == (43_273_040, "bättre än budget")


def test_an_association_without_anything_has_its_days_and_no_figures():
    storsjo = association()
    assert standing_of(storsjo, DEMO_DAY) is None
    assert any(each.code == "AH-BUDGET" for each in deadlines(wheel_state(storsjo, DEMO_DAY)))
