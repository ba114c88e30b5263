"""Search everywhere: one question to every app, each kind for those who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverk.apps.accounting import search as accounting
from samverk.apps.accounting.perms import IMPORT_BOOKS, SEE_BOOKS
from samverk.apps.audit.perms import SEE_TRAIL
from samverk.apps.measures import search as measures
from samverk.apps.measures.perms import SEE_MEASURES
from samverk.apps.organisation.models import Association
from samverk.apps.organisation.perms import SEE_ASSOCIATION
from samverk.apps.organisation.search import search_mandates, search_members, search_officers
from samverk.apps.outcomes.perms import RECEIVE_RETURNS, SEE_OUTCOMES, SEE_RELEASES
from samverk.apps.outcomes.search import search_releases, search_returns
from samverk.apps.planning import search as planning
from samverk.apps.planning.perms import SEE_PLAN
from samverk.apps.privacy.perms import SEE_REGISTER
from samverk.apps.publishing import search as publishing
from samverk.apps.publishing.perms import CHANGE_REPORT
from samverk.apps.search import Hit, matches, words_in
from samverk.apps.surveys.perms import SEE_SURVEYS
from samverk.apps.users import search as people
from samverk.apps.users.actor import Actor
from samverk.apps.users.permission import Permission
from samverk.apps.users.perms import CHANGE_PEOPLE, ENTER, SEE_PEOPLE
from samverk.web.page import AssociationRequest, page
from samverk.web.rooms import ROOMS, Room

_SUGGESTED = 5
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found: its Swedish name, how, by whom, and the page of a hit."""

    words: str
    find: Callable[[Actor, list[str]], list[Hit]]
    permission: Permission
    view: str


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its address."""

    title: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class FoundKind:
    """The hits of a kind."""

    words: str
    hits: list[Found]


def _of_association(find: Callable[[Association, list[str]], list[Hit]]) -> Callable[[Actor, list[str]], list[Hit]]:
    """A search that is the same for everyone who may see the kind."""
    return lambda actor, words: find(actor.association, words) if actor.association else []


KINDS: tuple[Kind, ...] = (
    Kind("Insatser", measures.search, SEE_MEASURES, "measure"),
    Kind("Återrapporter", search_returns, SEE_OUTCOMES, "return"),
    Kind("Offentliggöranden", _of_association(search_releases), SEE_RELEASES, "release"),
    Kind("Konton", _of_association(accounting.search_accounts), SEE_BOOKS, "books_account"),
    Kind("Budgetversioner", _of_association(planning.search), SEE_PLAN, "budget_version"),
    Kind("Medlemmar", _of_association(search_members), SEE_ASSOCIATION, "members"),
    Kind("Mandat", _of_association(search_mandates), SEE_ASSOCIATION, "board"),
    Kind("Funktionärer", _of_association(search_officers), SEE_ASSOCIATION, "officers"),
    Kind("Personer och roller", _of_association(people.search), SEE_PEOPLE, "person"),
    Kind("Kapitel", _of_association(publishing.search), CHANGE_REPORT, "report_chapter"),
    Kind("Verifikat", _of_association(accounting.search_vouchers), SEE_BOOKS, "books_voucher"),
)

PAGES: tuple[Room, ...] = (
    *ROOMS,
    Room("Läs in bokföring", "books_import", IMPORT_BOOKS),
    Room("Regler för kontona", "books_rules", SEE_BOOKS),
    Room("Prognos", "latest_forecast", SEE_PLAN),
    Room("Utfall mot budget", "latest_outcome", SEE_PLAN),
    Room("Ta emot en återrapport", "receive_return", RECEIVE_RETURNS),
    Room("Till Uppföljning Finsam", "national_counts", SEE_OUTCOMES),
    Room("Offentliggöranden", "releases", SEE_RELEASES),
    Room("Register som förbundet litar på", "registers", SEE_RELEASES),
    Room("Röjanderegel", "disclosure_rule", SEE_RELEASES),
    Room("Enkäter", "surveys", SEE_SURVEYS),
    Room("Egna enkäter", "questionnaires", SEE_SURVEYS),
    Room("Medlemmar", "members", SEE_ASSOCIATION),
    Room("Styrelse och mandat", "board", SEE_ASSOCIATION),
    Room("Förbundsordning", "charters", SEE_ASSOCIATION),
    Room("Revisorer och andra funktionärer", "officers", SEE_ASSOCIATION),
    Room("Faktafiler", "facts", SEE_ASSOCIATION),
    Room("Personer och roller", "people", SEE_PEOPLE),
    Room("Ge någon en roll", "give_role", CHANGE_PEOPLE),
    Room("Personuppgifter", "privacy_register", SEE_REGISTER),
    Room("Händelser", "trail", SEE_TRAIL),
    Room("Dagarna i din kalender", "calendar_feed", ENTER),
)
"""What is found by the name of the page itself."""


@page(ENTER)
def search(request: AssociationRequest) -> HttpResponse:
    """A page of hits; suggestions when the search field asks while someone writes."""
    question = request.GET.get("q", "").strip()[:_LONGEST]
    found = found_in(request.association, request.actor, question)
    if request.htmx and request.htmx.target == "sok-forslag":  # type: ignore[attr-defined]
        shortened = [FoundKind(each.words, each.hits[:_SUGGESTED]) for each in found]
        return render(request, "home/suggestions.html", {"question": question, "found": shortened})
    return render(request, "home/search.html", {"question": question, "found": found})


def found_in(association: Association, actor: Actor, question: str) -> list[FoundKind]:
    """Everything that answers, kind by kind; pages of the application first."""
    words = words_in(question)
    if not words:
        return []
    found = [FoundKind("Sidor", _pages(association, actor, words))]
    for kind in KINDS:
        if kind.permission.holds(actor):
            hits = kind.find(actor, words)
            found.append(FoundKind(kind.words, [_with_address(association, kind, hit) for hit in hits]))
    return [each for each in found if each.hits]


def _pages(association: Association, actor: Actor, words: list[str]) -> list[Found]:
    return [
        Found(each.word, "", reverse(each.view, kwargs={"association": association.slug}))
        for each in PAGES
        if each.permission.holds(actor) and matches(words, each.word)
    ]


def _with_address(association: Association, kind: Kind, hit: Hit) -> Found:
    return Found(hit.title, hit.about, reverse(kind.view, kwargs={"association": association.slug, **hit.arguments}))
