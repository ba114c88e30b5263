"""A budget through its life: begun, written line by line, decided, revised. Nothing decided is ever edited."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.audit.models import AuditEvent
from samverk.apps.planning import actions
from samverk.apps.planning.line_changes import OPENING_KEY, LineChange, LinesChanged
from samverk.apps.planning.models import MOST_ORE, BudgetLine, BudgetVersion
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.queries import budgets_of
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import PermissionRefused
from samverk.core.planning.plan import LineSide
from tests.factories.budgets import draft_for, lund_in_rows
from tests.factories.people import acting, association

TKR = 100_000
DAY = date(2025, 11, 20)


@pytest.fixture
def lund():
    return lund_in_rows(books=())


@pytest.fixture
def actor(lund):
    return acting(lund, Role.DIRECTOR)


@pytest.fixture
def draft(lund, actor):
    actions.start_budget(actor, 2026)
    return draft_for(lund, 2026)


def cost(key: str, year: int, seen: int | None, new: int | None) -> LineChange:
    return LineChange(LineSide.COST, key, year, *(None if tkr is None else tkr * TKR for tkr in (seen, new)))


def income(key: str, year: int, new: int | None) -> LineChange:
    return LineChange(LineSide.INCOME, key, year, None, None if new is None else new * TKR)


def _amounts(version: BudgetVersion) -> dict[tuple[str, int], int]:
    return {(line.key, line.year): line.amount_ore for line in version.lines.all()}


def test_a_new_budget_plans_three_years_and_keeps_the_blocks_of_the_year_before(draft):
    assert (draft.name, draft.state, draft.plan_years) == ("Budget 2026", "draft", [2027, 2028])
    assert draft.covers == {"administration": ["administration", "styrelse", "revision"]}


@pytest.mark.parametrize(("year", "words"), [(2026, "redan ett utkast"), (2025, "redan beslutad")])
def test_a_year_has_one_draft_and_no_second_first_budget(actor, draft, year, words):
    with pytest.raises(RefusedChange, match=words):
        actions.start_budget(actor, year)


def test_amounts_are_added_changed_and_taken_away_with_one_event(actor, draft):
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80), income("staten", 2027, 3690)])
    actions.change_lines(actor, draft, [cost("aktiv", 2026, 80, 90), income("staten", 2028, 3700)])
    actions.change_lines(actor, draft, [LineChange(LineSide.INCOME, "staten", 2027, 3690 * TKR, None)])
    assert _amounts(draft) == {("aktiv", 2026): 90 * TKR, ("staten", 2028): 3700 * TKR}
    told = AuditEvent.objects.filter(action="planning.change_lines").order_by("sequence")
    assert [event.sentence for event in told] == [
        "Ändrade 2 belopp i Budget 2026.",
        "Ändrade 2 belopp i Budget 2026.",
        "Ändrade 1 belopp i Budget 2026.",
    ]
    assert told[1].before["cost.aktiv.2026"] == 80 * TKR
    assert draft_for(actor.association, 2026).version == 4


def test_two_who_write_on_different_lines_both_get_their_amounts(actor, draft):
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80)])
    actions.change_lines(actor, draft, [cost("utvarderingar", 2026, None, 200)])
    assert len(_amounts(draft)) == 2


def test_the_second_on_the_same_line_is_told_of_that_line_and_nothing_of_theirs_is_written(actor, draft):
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80)])
    with pytest.raises(LinesChanged) as told:
        actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 95), cost("utvarderingar", 2026, None, 200)])
    (conflict,) = told.value.conflicts
    assert (conflict.change.key, conflict.change.new_ore, conflict.now_ore) == ("aktiv", 95 * TKR, 80 * TKR)
    assert _amounts(draft) == {("aktiv", 2026): 80 * TKR}


def test_the_same_amount_from_two_people_is_no_conflict(actor, draft):
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80)])
    before = AuditEvent.objects.count()
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80)])
    assert AuditEvent.objects.count() == before


def test_opening_funds_are_written_like_a_line_and_may_follow_again(actor, draft):
    actions.change_lines(actor, draft, [LineChange(None, OPENING_KEY, 2026, None, 1_790 * TKR)])
    assert draft_for(actor.association, 2026).opening_ore == 1_790 * TKR
    actions.change_lines(actor, draft, [LineChange(None, OPENING_KEY, 2026, 1_790 * TKR, None)])
    assert draft_for(actor.association, 2026).opening_ore is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (cost("aktiv", 2026, None, -5), r"AKTIV.* 2026: beloppet är −5.000 kr.*utan minustecken"),
        (income("staten", 2026, 10**15), r"Försäkringskassan.* 2026: beloppet är orimligt stort"),
        (cost("finns_inte", 2026, None, 5), "finns_inte 2026 finns inte i budgeten"),
        (cost("staten", 2026, None, 5), "staten 2026 finns inte i budgeten"),
        (cost("aktiv", 2031, None, 5), "2031 finns inte i budgeten"),
    ],
)
def test_what_a_budget_cannot_hold_is_refused_by_line_and_nothing_is_written(actor, draft, change, words):
    with pytest.raises(RefusedChange, match=f"(?i){words}"):
        actions.change_lines(actor, draft, [cost("utvarderingar", 2026, None, 200), change])
    assert _amounts(draft) == {}


def test_the_financial_net_may_be_negative(actor, draft):
    actions.change_lines(actor, draft, [cost("finansnetto", 2026, None, -12)])
    assert _amounts(draft) == {("finansnetto", 2026): -12 * TKR}


def _filled(actor, draft: BudgetVersion) -> BudgetVersion:
    changes = [income("staten", 2026, 3690), income("region", 2026, 1845), income("kommun", 2026, 1845)]
    changes += [cost("administration", 2026, None, 1800), LineChange(None, OPENING_KEY, 2026, None, 1_790 * TKR)]
    actions.change_lines(actor, draft, changes)
    return draft_for(actor.association, 2026)


def test_a_decided_budget_is_part_of_the_facts_and_never_edited(actor, draft, settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 12, 1)
    filled = _filled(actor, draft)
    decided = actions.decide_budget(actor, filled, filled.version, DAY, date(2025, 10, 1), "Sparade medel behövs 2027.")
    assert (decided.state, decided.decided) == ("decided", DAY)
    assert budgets_of(actor.association)[2026].versions[0].decided == DAY
    with pytest.raises(RefusedChange, match="är beslutad och ändras inte"):
        actions.change_lines(actor, decided, [cost("aktiv", 2026, None, 80)])
    with pytest.raises(RefusedChange, match="är beslutad"):
        actions.decide_budget(actor, decided, decided.version, DAY, None, "")
    with pytest.raises(RefusedChange, match="är beslutad"):
        actions.discard_draft(actor, decided, decided.version)


@pytest.mark.parametrize(
    ("day", "motive", "words"),
    [
        (date(2025, 12, 24), "m", "senare än i dag"),
        (DAY, "", "Skriv motivet"),
    ],
)
def test_a_decision_lies_in_the_past_and_answers_the_warnings(actor, draft, settings, day, motive, words):
    settings.SAMVERK_DEMO_DAY = date(2025, 12, 1)
    filled = _filled(actor, draft)
    with pytest.raises(RefusedChange, match=words):
        actions.decide_budget(actor, filled, filled.version, day, None, motive)
    assert draft_for(actor.association, 2026).is_draft


def test_a_warning_never_stops_a_decision_that_says_why(actor, draft, settings):
    settings.SAMVERK_DEMO_DAY = date(2026, 3, 1)
    filled = _filled(actor, draft)
    decided = actions.decide_budget(
        actor, filled, filled.version, date(2026, 2, 20), None, "Samrådet drog ut på tiden."
    )
    assert decided.motive == "Samrådet drog ut på tiden."


def test_an_empty_draft_cannot_be_decided(actor, draft, settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 12, 1)
    with pytest.raises(RefusedChange, match="inga belopp"):
        actions.decide_budget(actor, draft, draft.version, DAY, None, "m")


def test_what_is_decided_is_what_was_seen(actor, draft, settings):
    settings.SAMVERK_DEMO_DAY = date(2025, 12, 1)
    filled = _filled(actor, draft)
    actions.change_lines(actor, draft, [cost("aktiv", 2026, None, 80)])
    with pytest.raises(EditConflict):
        actions.decide_budget(actor, filled, filled.version, DAY, date(2025, 10, 1), "m")
    assert draft_for(actor.association, 2026).is_draft


def test_a_change_of_a_decided_budget_is_a_new_version_with_the_same_amounts(lund, actor):
    decided = BudgetVersion.objects.get(budget__association=lund, budget__year=2024)
    draft = actions.revise_budget(actor, decided)
    assert (draft.name, draft.kind, draft.state) == ("Reviderad budget 2024, version 2", "revised", "draft")
    assert _amounts(draft) == _amounts(decided)
    assert draft.opening_ore == decided.opening_ore
    actions.change_lines(actor, draft, [cost("aktiv", 2024, 370, 400)])
    assert _amounts(decided)["aktiv", 2024] == 370 * TKR
    with pytest.raises(RefusedChange, match="redan ett utkast"):
        actions.revise_budget(actor, decided)
    with pytest.raises(RefusedChange, match="är ett utkast"):
        actions.revise_budget(actor, draft)


def test_a_revision_is_not_decided_before_what_it_revises(lund, actor):
    draft = actions.revise_budget(actor, BudgetVersion.objects.get(budget__association=lund, budget__year=2024))
    with pytest.raises(RefusedChange, match=r"Reviderad budget 2024 beslutades 22\smars\s2024"):
        actions.decide_budget(actor, draft, draft.version, date(2024, 3, 1), None, "m")


def test_a_draft_is_renamed_and_thrown_away_and_a_year_without_anything_goes_with_it(lund, actor, draft):
    renamed = actions.change_budget_words(actor, draft, draft.version, "Budget 2026 med ESF", "Preliminär.")
    assert (renamed.name, renamed.remark) == ("Budget 2026 med ESF", "Preliminär.")
    with pytest.raises(RefusedChange, match="har ändrats"):
        actions.discard_draft(actor, renamed, 1)
    actions.discard_draft(actor, renamed, renamed.version)
    assert not lund.budget_years.filter(year=2026).exists()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.BOOKKEEPER, Role.AUDITOR, Role.PREPARATORY_GROUP])
def test_who_reads_does_not_change(lund, draft, role):
    with pytest.raises(PermissionRefused, match="Det kan förbundschef och kansli"):
        actions.change_lines(acting(lund, role), draft, [cost("aktiv", 2026, None, 80)])


def test_another_associations_draft_does_not_exist(draft):
    other = acting(association("Finsam Annanstans"), Role.DIRECTOR)
    with pytest.raises(BudgetVersion.DoesNotExist):
        actions.change_lines(other, draft, [cost("aktiv", 2026, None, 80)])


@action(CHANGE_PLAN)
def _write_row(act: Act, **values: object) -> None:
    BudgetLine.objects.bulk_create([BudgetLine(**values)])
    act.nothing()


@pytest.mark.parametrize(
    "values",
    [
        {"side": "cost", "key": "aktiv", "year": 2026, "amount_ore": MOST_ORE},
        {"side": "cost", "key": "aktiv", "year": 1, "amount_ore": 1},
        {"side": "cost", "key": "utvarderingar", "year": 2026, "amount_ore": 1},
    ],
)
def test_the_database_itself_holds_the_line(lund, actor, draft, values):
    actions.change_lines(actor, draft, [cost("utvarderingar", 2026, None, 200)])
    with pytest.raises(IntegrityError), transaction.atomic():
        _write_row(command_line(lund), version=draft, **values)


def test_a_name_is_needed(actor, draft):
    with pytest.raises(ValidationError, match="får inte vara tomt"):
        actions.change_budget_words(actor, draft, draft.version, "", "")
