"""What stands in each address: the rows of Lund's demo that a page is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samverk.apps.accounting.models import NoteRule, Voucher
from samverk.apps.governance.actions import record_day
from samverk.apps.governance.models import RecordedDay
from samverk.apps.organisation.models import Association, Charter, IncomeSource, Mandate, Member, Officer
from samverk.apps.outcomes.actions import decide_rule, take_file
from samverk.apps.outcomes.models import DisclosureDecision, OutcomeRelease, OutcomeTarget, ReceivedReturn, RegisterKey
from samverk.apps.outcomes.release_actions import draft_release, release_figures, review_release
from samverk.apps.outcomes.target_actions import add_target
from samverk.apps.planning.actions import start_budget
from samverk.apps.planning.income_actions import add_grant, add_scenario, note_allocation
from samverk.apps.planning.models import AllocationNotice, BudgetVersion, Scenario
from samverk.apps.planning.models import ExternalGrant as ExternalGrantRow
from samverk.apps.surveys.actions import decide_minimum
from samverk.apps.surveys.models import Questionnaire, SurveyDecision, SurveyRound
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment
from samverk.core.planning.external_grants import ExternalGrant
from samverk.formats.returns.write import write_return
from tests.factories.iris import iris_return, small_iris, trust
from tests.factories.returns import PRIVATE
from tests.factories.surveys import open_survey

Arguments = dict[str, Any]


@cache
def association_pages() -> dict[str, URLPattern]:
    """Every named address inside an association."""
    resolver = next(each for each in get_resolver().url_patterns if "association" in str(each.pattern))
    assert isinstance(resolver, URLResolver)
    return dict(_named(resolver))


def _named(resolver: URLResolver) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += _named(pattern)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            found.append((pattern.name, pattern))
    return found


def add_what_the_demo_lacks(association: Association) -> None:
    """A row of every kind that some address is about and the demo does not hold."""
    actor = command_line(association)
    record_day(actor, "AH-SAMRAD", "budget:2025", "Samråd", date(2024, 10, 1))
    draft = start_budget(actor, 2026)
    add_scenario(actor, draft.budget, "Utan ESF")
    note_allocation(actor, 2026, 369_000_000, date(2025, 2, 1), "Försäkringskassan", True)
    add_grant(actor, GRANT)
    trust(association)
    decide_rule(actor, date(2024, 5, 2), "protokoll 2024-05-02, § 9", 5, 4, "shown", False)
    for given in (small_iris(measure="iris_usb"), iris_return()):
        take_file(actor, write_return(given, PRIVATE))
    decide_minimum(actor, date(2024, 5, 2), "protokoll 2024-05-02, § 10", 12)
    open_survey(association)
    measure = association.measures.get(code="iris_usb")
    add_target(actor, measure, 2024, "work_or_studies", 40, "projektplanen")
    received = list(ReceivedReturn.objects.filter(association=association, measure__code="iris"))
    for name in ("Årsredovisningen 2024, deltagare i IRIS", "Webbplatsen, avslut 2024"):
        release = draft_release(actor, name, "annual_report", received, ["enrolled_by_gender", "enrolled_by_age"])
    office = Actor("Vidar Snöbohm", association, _office(association).user_id, frozenset({Role.OFFICE}))
    reviewed = review_release(office, release, release.version)
    release_figures(office, reviewed, reviewed.version)


GRANT = ExternalGrant(
    id="esf",
    cost_lines=("iris_usb",),
    share=Fraction(1, 2),
    first=202401,
    last=202612,
)


def arguments(name: str, pattern: URLPattern, association: Association) -> Arguments:
    """The arguments of an address, for the first row of its kind."""
    wanted = set(pattern.pattern.converters)
    found: Arguments = {}
    for key in wanted:
        specific = OBJECTS.get((name, key)) or OBJECTS.get((name.split("_")[0], key)) or OBJECTS.get(("", key))
        assert specific is not None, f"{name} is about a {key} that tests.web.access.objects does not know"
        found[key] = specific(association)
    return found


def address_of(name: str, association: Association) -> str:
    """A page of an association, about the first row of its kind."""
    about = arguments(name, association_pages()[name], association)
    return reverse(name, kwargs={"association": association.slug, **about})


def _draft(association: Association) -> BudgetVersion:
    return BudgetVersion.objects.get(budget__association=association, budget__year=2026)


def _decided(association: Association) -> BudgetVersion:
    return BudgetVersion.objects.filter(budget__association=association, budget__year=2024).first()


def _first(model: Any) -> Callable[[Association], int]:
    return lambda association: model.objects.filter(association=association).order_by("pk").first().pk


def _usb(association: Association) -> int:
    return association.measures.get(code="iris_usb").pk


def _office(association: Association) -> RoleAssignment:
    return association.roles.get(role=Role.OFFICE)


OBJECTS: dict[tuple[str, str], Callable[[Association], Any]] = {
    ("", "year"): lambda _: 2024,
    ("add_scenario", "year"): lambda _: 2026,
    ("", "kind"): lambda _: "json",
    ("books_rule", "kind"): lambda _: "notrad",
    ("books_rule_new", "kind"): lambda _: "notrad",
    ("books_rule_move", "kind"): lambda _: "notrad",
    ("books_rule_remove", "kind"): lambda _: "notrad",
    ("books", "pk"): _first(NoteRule),
    ("", "account"): lambda _: "3010",
    ("", "figure"): lambda _: "arets_resultat.2024",
    ("books_statement", "name"): lambda _: "resultatrakning",
    ("books_voucher", "voucher"): lambda each: Voucher.objects.filter(ledger_import__association=each).first().pk,
    ("", "number"): lambda _: 1,
    ("forget_day", "pk"): _first(RecordedDay),
    ("budget", "pk"): lambda each: _draft(each).pk,
    ("paste_budget", "pk"): lambda each: _draft(each).pk,
    ("decide_budget", "pk"): lambda each: _draft(each).pk,
    ("change_budget_words", "pk"): lambda each: _draft(each).pk,
    ("discard_draft", "pk"): lambda each: _draft(each).pk,
    ("revise_budget", "pk"): lambda each: _decided(each).pk,
    ("change_scenario", "pk"): lambda each: Scenario.objects.get(budget__association=each).pk,
    ("remove_notice", "pk"): _first(AllocationNotice),
    ("change_grant", "pk"): _first(ExternalGrantRow),
    ("measure", "pk"): _usb,
    ("report_chapter", "name"): lambda _: "framtid",
    ("outcome_measure", "pk"): _usb,
    ("outcome_targets", "pk"): _usb,
    ("remove_outcome_target", "pk"): lambda each: OutcomeTarget.objects.get(measure__association=each).pk,
    ("release", "pk"): _first(OutcomeRelease),
    ("return", "pk"): _first(ReceivedReturn),
    ("register", "pk"): _first(RegisterKey),
    ("remove_rule", "pk"): _first(DisclosureDecision),
    ("remove_survey_minimum", "pk"): _first(SurveyDecision),
    ("questionnaire", "pk"): _first(Questionnaire),
    ("question", "pk"): _first(Questionnaire),
    ("question", "key"): lambda _: "f1",
    ("language", "pk"): _first(Questionnaire),
    ("language", "code"): lambda _: "sv",
    ("answer_survey", "code"): lambda each: SurveyRound.objects.get(questionnaire__association=each).code,
    ("survey_thanks", "code"): lambda each: SurveyRound.objects.get(questionnaire__association=each).code,
    ("round_new", "pk"): _first(Questionnaire),
    ("survey", "pk"): lambda each: SurveyRound.objects.get(questionnaire__association=each).pk,
    ("member", "pk"): _first(Member),
    ("mandate", "pk"): _first(Mandate),
    ("charter", "pk"): _first(Charter),
    ("officer", "pk"): _first(Officer),
    ("income", "pk"): _first(IncomeSource),
    ("person", "pk"): lambda each: _office(each).user_id,
    ("end_role", "pk"): lambda each: _office(each).user_id,
    ("end_role", "role"): lambda each: _office(each).pk,
    ("", "sequence"): lambda _: 1,
}
"""What an argument is, by page, else by the first word of the page's name, else whatever the page."""
