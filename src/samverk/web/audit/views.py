"""Revisorns rum: the trail, its proof, its export."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samverk.apps.audit import actions
from samverk.apps.audit.chain import verify
from samverk.apps.audit.clock import today
from samverk.apps.audit.export import TrailFormat
from samverk.apps.audit.models import AuditEvent
from samverk.apps.audit.perms import EXPORT_TRAIL, SEE_TRAIL
from samverk.apps.audit.queries import TrailFilter, choices_of, event_count, kind_words, trail, value_changes
from samverk.web.audit.forms import TrailForm
from samverk.web.audit.package import package_of
from samverk.web.page import AssociationRequest, page

_ON_A_PAGE = 50
_LATEST = 8
_TYPES = {TrailFormat.CSV: "text/csv; charset=utf-8", TrailFormat.JSON_LINES: "application/x-ndjson"}


@page(SEE_TRAIL)
def room(request: AssociationRequest) -> HttpResponse:
    """What an auditor begins with."""
    latest = trail(request.association.pk, TrailFilter())[:_LATEST]
    context = {
        "latest": latest,
        "count": event_count(request.association.pk),
        "package": package_of(request.association),
    }
    return render(request, "audit/room.html", context)


@page(SEE_TRAIL)
def trail_page(request: AssociationRequest) -> HttpResponse:
    """Every event as a sentence, filtered."""
    form = TrailForm(request.GET, choices_of(request.association.pk))
    found = Paginator(trail(request.association.pk, form.asked()), _ON_A_PAGE)
    shown = found.get_page(request.GET.get("sida"))
    kept = {name: value for name, value in request.GET.items() if value and name != "sida"}
    context = {"form": form, "page": shown, "query": urlencode(kept), "is_filtered": bool(kept)}
    return render(request, "audit/trail.html", context)


@page(SEE_TRAIL)
def event(request: AssociationRequest, sequence: int) -> HttpResponse:
    """One event with what stood before and after."""
    found = get_object_or_404(AuditEvent, association_id=request.association.pk, sequence=sequence)
    context = {"event": found, "changes": value_changes(found), "kind": kind_words(found.subject_kind)}
    template = "audit/event_values.html" if request.htmx else "audit/event.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@page(SEE_TRAIL)
def verify_chain(request: AssociationRequest) -> HttpResponse:
    """The whole chain proved, link by link."""
    context = {"verdict": verify(request.association.pk), "now": timezone.localtime()}
    template = "audit/verdict.html" if request.htmx else "audit/verify.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@page(SEE_TRAIL, post=True, change=EXPORT_TRAIL)
def export(request: AssociationRequest) -> HttpResponseBase:
    """The trail as a file."""
    asked = request.POST.get("format", "")
    if request.method != "POST" or asked not in list(TrailFormat):
        return redirect("audit_room", association=request.association.slug)
    form = TrailFormat(asked)
    answer = StreamingHttpResponse(actions.export_trail(request.actor, form), content_type=_TYPES[form])
    name = f"handelser-{request.association.slug}-{today()}.{form.value}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
