"""Förbundet: who it is, who its members are, who sits, what the charter says; the facts directory in and out."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.accounting.income_accounts import income_without_source
from samverk.apps.audit.clock import today
from samverk.apps.organisation import queries
from samverk.apps.organisation.actions import change_association
from samverk.apps.organisation.enums import OfficerRole
from samverk.apps.organisation.perms import CHANGE_ASSOCIATION, SEE_ASSOCIATION
from samverk.core.law import PROVISIONS
from samverk.web.organisation import kinds
from samverk.web.organisation.editing import pages_of
from samverk.web.organisation.forms import OwnForm
from samverk.web.page import AssociationRequest, page


def _day(request: AssociationRequest) -> date:
    """The day asked for (?dag=2024-12-31), today when it is none."""
    try:
        return date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return today()


@page(SEE_ASSOCIATION)
def overview(request: AssociationRequest) -> HttpResponse:
    """The association as it stands today."""
    day = today()
    context = {
        "day": day,
        "is_set_up": queries.is_set_up(request.association),
        "shares": queries.shares_on(request.association, day),
        "board": queries.board_on(request.association, day),
        "charter": queries.charter_on(request.association, day),
        "officers": request.association.officers.on(day).prefetch_related("member_links__member"),
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
    }
    return render(request, "organisation/overview.html", context)


@page(CHANGE_ASSOCIATION, post=True)
def own(request: AssociationRequest) -> HttpResponse:
    """What the association is called and where it is."""
    row = request.association
    initial = {name: getattr(row, name) for name in ("name", "full_name", "seat", "municipalities", "formed")}
    form = OwnForm(request.POST or None, initial={**initial, "seen": row.version}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            change_association(request.actor, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, "Ändringen är sparad.")
            return redirect("association", association=row.slug)
    return render(request, "organisation/own.html", {"form": form}, status=422 if form.errors else 200)


@page(SEE_ASSOCIATION)
def members(request: AssociationRequest) -> HttpResponse:
    """The members, their shares on a day and over time, and what the law says of them."""
    day = _day(request)
    sections = ("3 §", "5 §", "5 a §")
    context = {
        "day": day,
        "shares": queries.shares_on(request.association, day),
        "provisions": [PROVISIONS["FinsamL", section] for section in sections],
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
    }
    return render(request, "organisation/members.html", context)


@page(SEE_ASSOCIATION)
def board(request: AssociationRequest) -> HttpResponse:
    """Who sits on a day, with deputies in their turn, and every mandate over time."""
    day = _day(request)
    context = {
        "day": day,
        "board": queries.board_on(request.association, day),
        "mandates": request.association.mandates.select_related("member"),
        "rule": PROVISIONS["FinsamL", "10 §"],
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
    }
    return render(request, "organisation/board.html", context)


@page(SEE_ASSOCIATION)
def charters(request: AssociationRequest) -> HttpResponse:
    """The charter and its earlier wordings."""
    context = {
        "charters": request.association.charters.prefetch_related("ceilings").order_by("-valid_from"),
        "in_force": queries.charter_on(request.association, today()),
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
    }
    return render(request, "organisation/charters.html", context)


@page(SEE_ASSOCIATION)
def officers(request: AssociationRequest) -> HttpResponse:
    """Auditors, director, preparatory group and other officers."""
    rows = list(request.association.officers.prefetch_related("member_links__member"))
    groups = [(label, [row for row in rows if row.role == role]) for role, label in OfficerRole.choices]
    context = {
        "groups": [(label, found) for label, found in groups if found],
        "day": today(),
        "unaudited": queries.members_without_auditor(request.association, today()),
        "rule": PROVISIONS["FinsamL", "25 §"],
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
    }
    return render(request, "organisation/officers.html", context)


@page(SEE_ASSOCIATION)
def income_sources(request: AssociationRequest) -> HttpResponse:
    """The rows of income."""
    context = {
        "sources": request.association.income_sources.prefetch_related("member_links__member"),
        "may_change": CHANGE_ASSOCIATION.holds(request.actor),
        "unclaimed": income_without_source(request.association) if CHANGE_ASSOCIATION.holds(request.actor) else (),
    }
    return render(request, "organisation/income_sources.html", context)


member_new, member_edit, member_remove = pages_of(kinds.MEMBER)
source_new, source_edit, source_remove = pages_of(kinds.INCOME_SOURCE)
charter_new, charter_edit, charter_remove = pages_of(kinds.CHARTER)
mandate_new, mandate_edit, mandate_remove = pages_of(kinds.MANDATE)
officer_new, officer_edit, officer_remove = pages_of(kinds.OFFICER)
