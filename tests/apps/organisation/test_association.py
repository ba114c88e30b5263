"""What an association is made of: changed through the door, constrained by the database, read as core knows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pydantic
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samverk.apps.audit.door import Act, Action, EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.organisation import actions, enums, queries
from samverk.apps.organisation.models import Charter, Mandate, Member, SavedFundsCeiling, ShareKey
from samverk.apps.organisation.replace_actions import replace_association
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.permission import Permission, PermissionRefused
from samverk.core import association_kinds as kinds
from samverk.core import organisation as core
from samverk.core.statements.profile import AccountingProfile, BaseProfile
from tests.factories.facts import lund
from tests.factories.lund import lund_facts
from tests.factories.people import acting, association

FIRST, BEFORE = date(2020, 1, 1), date(2019, 1, 1)


def member(name: str = "Storsjö kommun", kind: str = "kommun", **more: object) -> core.Member:
    values = {"shares": (core.ShareKey(share=Fraction(1, 4), valid_from=FIRST),), **more}
    return core.Member(name=name, kind=kind, **values)


@pytest.fixture
def storsjo():
    return association()


@pytest.fixture
def director(storsjo):
    return acting(storsjo, Role.DIRECTOR)


@pytest.mark.parametrize("name", ["MemberKind", "IncomeKind", "CeilingBase", "Seat", "BoardFunction", "OfficerRole"])
def test_the_tables_know_the_same_words_as_core(name):
    assert [each.name for each in getattr(enums, name)] == [each.name for each in getattr(kinds, name)]


def _members_of(of):
    return queries.association_facts(
        of, AccountingProfile(base=BaseProfile.BAS), core.AnnualReportFacts(year=2024)
    ).members


# ── members and shares ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_member_is_kept_exactly_and_the_trail_tells_of_its_shares(storsjo, director):
    third = core.ShareKey(share="1/3", valid_from=FIRST, valid_to=date(2023, 12, 31))
    odd = core.ShareKey(share="12,345678 %", valid_from=date(2024, 1, 1))
    actions.add_member(director, member(shares=(third, odd)))
    assert _members_of(storsjo) == (member(shares=(third, odd)),)
    told = AuditEvent.objects.filter(association_id=storsjo.pk).order_by("sequence")
    assert [event.sentence for event in told][-2:] == [
        "La till medlemmen Storsjö kommun.",
        "Satte andelar för Storsjö kommun.",
    ]
    assert [key["denominator"] for key in told.last().after["andelar"]] == [3, 50_000_000]


def test_shares_alone_make_a_new_version_and_an_older_form_is_told(storsjo, director):
    row = actions.add_member(director, member())
    later = core.ShareKey(share="1/2", valid_from=date(2024, 1, 1))
    closed = core.ShareKey(share="1/4", valid_from=FIRST, valid_to=date(2023, 12, 31))
    changed = actions.change_member(director, row, 1, member(shares=(closed, later)))
    assert changed.version == 2
    assert [key.share for key in changed.shares.all()] == [Fraction(1, 4), Fraction(1, 2)]
    with pytest.raises(EditConflict):
        actions.change_member(director, row, 1, member(name="Annat"))
    assert (
        AuditEvent.objects.filter(association_id=storsjo.pk).latest("sequence").before["andelar"][0]["valid_to"] is None
    )


def test_two_shares_never_hold_on_the_same_day():
    keys = (core.ShareKey(share="1/4", valid_from=FIRST), core.ShareKey(share="1/2", valid_from=date(2024, 1, 1)))
    with pytest.raises(pydantic.ValidationError, match="måste sluta före 2024-01-01"):
        member(shares=keys)


@pytest.mark.parametrize(
    "values",
    [
        {"numerator": 3, "denominator": 2},
        {"numerator": -1},
        {"denominator": 0},
        {"valid_to": date(2019, 1, 1)},
        {"valid_from": date(2021, 1, 1)},  # a second one without end
        {"valid_to": date(2030, 1, 1)},  # a second one from the same day
    ],
)
def test_the_database_itself_refuses_shares_that_cannot_be(storsjo, director, values):
    row = actions.add_member(director, member())
    write = writer(
        lambda: ShareKey.objects.create(
            **{"member": row, "numerator": 1, "denominator": 4, "valid_from": FIRST, **values}
        )
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        write(command_line(storsjo))


@pytest.mark.parametrize(
    "make",
    [
        lambda of, row: Member.objects.create(association=of, name=row.name, kind="region"),
        lambda of, row: Member.objects.create(
            association=of, name="x", kind="region", joined=FIRST, left=date(2019, 1, 1)
        ),
        lambda of, row: Mandate.objects.create(
            association=of, member=row, name="x", seat="deputy", order=0, valid_from=FIRST
        ),
        lambda of, row: Mandate.objects.create(
            association=of, member=row, name="x", seat="deputy", valid_from=FIRST, valid_to=BEFORE
        ),
        lambda of, row: Charter.objects.bulk_create([Charter(association=of, valid_from=FIRST) for _ in range(2)]),
        lambda of, row: Charter.objects.create(association=of, valid_from=FIRST, notice_period_years=4),
        lambda of, row: SavedFundsCeiling.objects.create(
            charter=Charter.objects.create(association=of, valid_from=FIRST),
            numerator=2,
            denominator=1,
            base="total_cost",
        ),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(storsjo, director, make):
    row = actions.add_member(director, member())
    write = writer(lambda: make(storsjo, row))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(command_line(storsjo))


def writer(make: Callable[[], object]) -> Action[[], None]:
    """An action around a bare write, so that only the database is left to refuse it."""

    def write(act: Act) -> None:
        make()
        act.nothing()

    return Action(write, Permission("test.write", "skriva"), "test.write")


def test_a_member_that_is_used_does_not_go_and_says_by_what(storsjo, director):
    row = actions.add_member(director, member())
    actions.add_mandate(director, core.Mandate(name="Ada Björk", member=row.name, seat="ledamot", valid_from=FIRST))
    with pytest.raises(RefusedChange, match="kan inte tas bort, för den används av mandat ”Ada Björk, ledamot”"):
        actions.remove_member(director, row, row.version)
    assert storsjo.members.count() == 1


def test_a_member_added_by_mistake_goes_with_its_shares(storsjo, director):
    row = actions.add_member(director, member())
    actions.remove_member(director, row, 1)
    assert not ShareKey.objects.exists()


def test_two_members_never_have_the_same_name(director):
    actions.add_member(director, member())
    with pytest.raises(ValidationError, match="Det finns redan en medlem med det namnet"):
        actions.add_member(director, member())


# ── permissions, conflicts, associations apart ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.DIRECTOR, Role.OFFICE)])
def test_only_leaders_change_the_association(storsjo, role):
    with pytest.raises(PermissionRefused, match="Du kan inte ändra förbundets uppgifter"):
        actions.add_member(acting(storsjo, role), member())
    assert not storsjo.members.exists()


def test_another_associations_row_is_never_changed(storsjo):
    elsewhere = association("Finsam Annanstans")
    row = actions.add_member(acting(elsewhere, Role.DIRECTOR), member())
    intruder = acting(storsjo, Role.DIRECTOR)
    with pytest.raises(ValueError, match="belongs to another association"):
        actions.change_member(intruder, row, 1, member(name="Mitt"))
    with pytest.raises(ValueError, match="belongs to another association"):
        actions.remove_member(intruder, row, 1)
    assert Member.objects.get(pk=row.pk).name == "Storsjö kommun"


def test_a_source_that_a_budget_has_a_line_for_does_not_go():
    of = lund()
    with pytest.raises(RefusedChange, match=r"”ESF” \(id esf\) kan inte tas bort: budgeten 2024, 2025 har en rad"):
        actions.remove_income_source(command_line(of), of.income_sources.get(code="esf"), 1)


def test_a_source_keeps_its_id(director, storsjo):
    source = core.IncomeSource(id="esf", name="ESF", kind="extern", accounts=("3981",))
    row = actions.add_income_source(director, source)
    changed = actions.change_income_source(director, row, 1, source.model_copy(update={"id": "annat", "name": "ESF+"}))
    assert (changed.code, changed.name) == ("esf", "ESF+")


def test_replacing_needs_the_associations_own_facts(storsjo):
    with pytest.raises(RefusedChange, match="Läs in filerna i rätt förbund"):
        replace_association(command_line(storsjo), lund_facts().association)


# ── how it stands on a day ──────────────────────────────────────────────────────────────────────────────────────────


def test_lunds_shares_are_what_the_law_says():
    shares = queries.shares_on(lund(), date(2024, 6, 1))
    assert shares.holds
    assert shares.total == 1
    assert [(party.share, party.lawful) for party in shares.parties] == [
        (Fraction(1, 2), Fraction(1, 2)),
        (Fraction(1, 4), Fraction(1, 4)),
        (Fraction(1, 4), Fraction(1, 4)),
    ]


def test_shares_that_differ_from_the_law_are_seen_and_so_is_a_day_before_all_of_them():
    of = lund()
    row = of.members.get(name="Region Skåne")
    facts = queries.member(row).model_copy(update={"shares": (core.ShareKey(share="1/5", valid_from=FIRST),)})
    actions.change_member(command_line(of), row, row.version, facts)
    shares = queries.shares_on(of, date(2024, 6, 1))
    assert not shares.holds
    assert [party.name for party in shares.parties if not party.holds] == ["Regionerna"]
    assert queries.shares_on(of, date(2000, 1, 1)).total == 0


def test_who_sits_on_a_day_the_chair_first_and_deputies_in_their_turn(storsjo, director):
    actions.add_member(director, member())
    for name, seat, function, order, start, end in (
        ("Bo Ek", "ledamot", None, None, FIRST, None),
        ("Ada Björk", "ledamot", "ordforande", None, FIRST, None),
        ("Cia Lind", "ersattare", None, 2, FIRST, None),
        ("Dan Asp", "ersattare", None, 1, FIRST, None),
        ("Eva Al", "ersattare", None, 1, FIRST, date(2023, 12, 31)),
        ("Finn Rönn", "ledamot", None, None, date(2025, 1, 1), None),
    ):
        actions.add_mandate(
            director,
            core.Mandate(
                name=name,
                member="Storsjö kommun",
                seat=seat,
                function=function,
                order=order,
                valid_from=start,
                valid_to=end,
            ),
        )
    (seats,) = queries.board_on(storsjo, date(2024, 6, 1))
    assert [each.name for each in seats.board_members] == ["Ada Björk", "Bo Ek"]
    assert [each.name for each in seats.deputies] == ["Dan Asp", "Cia Lind"]
    (earlier,) = queries.board_on(storsjo, date(2023, 12, 31))
    assert "Eva Al" in [each.name for each in earlier.deputies]


def test_the_charter_in_force_is_the_latest_that_has_begun(storsjo, director):
    for day in (date(2015, 1, 1), date(2024, 1, 1)):
        actions.add_charter(director, core.Charter(valid_from=day, interim_report=day.year == 2024))
    assert queries.charter_on(storsjo, date(2023, 12, 31)).interim_report is False
    assert queries.charter_on(storsjo, date(2024, 1, 1)).interim_report is True
    assert queries.charter_on(storsjo, date(2014, 1, 1)) is None


def test_members_without_an_auditor_are_named():
    of = lund()
    assert queries.members_without_auditor(of, date(2024, 6, 1)) == []
    row = of.officers.get(name="Sixten Bergåker")
    actions.remove_officer(command_line(of), row, row.version)
    assert queries.members_without_auditor(of, date(2024, 6, 1)) == ["Lunds kommun"]


def test_an_association_that_is_being_set_up_is_no_fault(storsjo):
    assert not queries.is_set_up(storsjo)
    assert _members_of(storsjo) == ()
    assert queries.shares_on(storsjo, FIRST).members == ()
