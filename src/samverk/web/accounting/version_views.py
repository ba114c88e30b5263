"""The versions of a year's books: who, when, which file; what differs; which one counts."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.accounting import queries
from samverk.apps.accounting.actions import lock_version, restore_version, unlock_version
from samverk.apps.accounting.models import LedgerImport
from samverk.apps.accounting.perms import IMPORT_BOOKS, LOCK_BOOKS, SEE_BOOKS, UNLOCK_BOOKS
from samverk.apps.audit.door import RefusedChange
from samverk.core.ledger.changes import Changes
from samverk.web.accounting.forms import ReasonForm
from samverk.web.accounting.views import summed
from samverk.web.page import AssociationRequest, page

MOST_SHOWN = 100
"""Vouchers of each kind on the page of differences; the rest are counted."""


def _versions(request: AssociationRequest, year: int) -> list[LedgerImport]:
    """The year's versions, latest first. Raises Http404 when there are none."""
    found = list(LedgerImport.objects.filter(association=request.association, year=year))
    if not found:
        raise Http404
    return found


def _version(request: AssociationRequest, year: int, number: int) -> LedgerImport:
    found: LedgerImport = get_object_or_404(LedgerImport, association=request.association, year=year, number=number)
    return found


@page(SEE_BOOKS)
def versions(request: AssociationRequest, year: int) -> HttpResponse:
    """Every version of the year."""
    found = _versions(request, year)
    context = {
        "year": year,
        "versions": found,
        "locked": next((each for each in found if each.is_locked), None),
        "current": next(each for each in found if each.is_current),
    }
    return render(request, "accounting/versions.html", context)


@page(IMPORT_BOOKS, post=True)
def restore(request: AssociationRequest, year: int, number: int) -> HttpResponse:
    """Let an older version count again."""
    version = _version(request, year, number)
    if request.method == "POST":
        try:
            restore_version(request.actor, version)
        except RefusedChange as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Version {number} gäller nu för {year}.")
            return redirect("books_year", association=request.association.slug, year=year)
    return redirect("books_versions", association=request.association.slug, year=year)


@page(LOCK_BOOKS, post=True)
def lock(request: AssociationRequest, year: int, number: int) -> HttpResponse:
    """Close the year, or open it again, with a reason."""
    version = _version(request, year, number)
    form = ReasonForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        needed = UNLOCK_BOOKS if version.is_locked else LOCK_BOOKS
        needed.check(request.actor)
        if form.is_valid():
            change = unlock_version if version.is_locked else lock_version
            try:
                change(request.actor, version, form.cleaned_data["reason"])
            except RefusedChange as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, f"Bokföringen {year} är {'upplåst' if version.is_locked else 'låst'}.")
                return redirect("books_versions", association=request.association.slug, year=year)
    context = {"year": year, "version": version, "form": form}
    return render(request, "accounting/lock.html", context, status=422 if form.errors else 200)


@page(SEE_BOOKS)
def file(request: AssociationRequest, year: int, number: int) -> HttpResponse:
    """The file of a version, as it was handed in."""
    version = _version(request, year, number)
    answer = HttpResponse(queries.file_bytes(version), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(version.file_name)}"
    return answer


@page(SEE_BOOKS)
def compare(request: AssociationRequest, year: int) -> HttpResponse:
    """What differs between two versions: new, changed and gone vouchers, lines that moved project."""
    found = {each.number: each for each in _versions(request, year)}
    after = _chosen(request, "till", found, next(each for each in found.values() if each.is_current))
    older = [each for each in found.values() if each.number < after.number]
    before = _chosen(request, "fran", found, older[0] if older else after)
    changes = queries.changes_between(before, after)
    context = {
        "year": year,
        "versions": list(found.values()),
        "before": before,
        "after": after,
        "counts": summed(changes),
        "changes": _first(changes),
        "most": MOST_SHOWN,
    }
    return render(request, "accounting/compare.html", context)


def _chosen(
    request: AssociationRequest, name: str, found: dict[int, LedgerImport], otherwise: LedgerImport
) -> LedgerImport:
    asked = request.GET.get(name, "")
    return found.get(int(asked), otherwise) if asked.isascii() and asked.isdecimal() else otherwise


def _first(changes: Changes) -> Changes:
    return Changes(
        changes.new[:MOST_SHOWN], changes.changed[:MOST_SHOWN], changes.gone[:MOST_SHOWN], changes.moved[:MOST_SHOWN]
    )
