"""Releases: what is printed about participants, who has looked at it, and what it would give away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from samverk.apps.audit.door import RefusedChange
from samverk.apps.outcomes import release_actions
from samverk.apps.outcomes.models import OutcomeRelease, ReceivedReturn, ReleasedPart
from samverk.apps.outcomes.perms import DRAFT_RELEASE, RELEASE, SEE_RELEASES
from samverk.apps.outcomes.queries import hindrances_of, parts_of, taken_returns
from samverk.apps.outcomes.queries import releases_file as file_of
from samverk.core.outcomes.releasing import chosen
from samverk.core.outcomes.returned import ReturnTable
from samverk.core.workflows.releases import ReleaseMove, ReleaseState, allowed_moves
from samverk.formats.returns.kept import kept_return
from samverk.reports.outcomes.tables import return_table
from samverk.web.outcomes.forms import ReleaseForm
from samverk.web.outcomes.refused import tell
from samverk.web.outcomes.return_views import shown
from samverk.web.page import AssociationRequest, page

_ACTIONS = {
    ReleaseMove.REVIEW: release_actions.review_release,
    ReleaseMove.SEND_BACK: release_actions.send_back_release,
    ReleaseMove.DISCARD: release_actions.discard_release,
    ReleaseMove.RELEASE: release_actions.release_figures,
}
_TOLD = {
    ReleaseMove.REVIEW: "Utkastet är godkänt. Det kan offentliggöras.",
    ReleaseMove.SEND_BACK: "Det är ett utkast igen.",
    ReleaseMove.DISCARD: "Utkastet är kastat.",
    ReleaseMove.RELEASE: "Siffrorna är offentliggjorda och antecknade i registret över offentliggöranden.",
}


@page(SEE_RELEASES)
def releases(request: AssociationRequest) -> HttpResponse:
    """Every release, the latest first."""
    rows = OutcomeRelease.objects.filter(association=request.association).select_related(
        "drafted_by", "reviewed_by", "released_by"
    )
    has_released = any(row.state == ReleaseState.RELEASED for row in rows)
    context = {"rows": rows, "has_released": has_released, "has_returns": bool(taken_returns(request.association))}
    return render(request, "outcomes/releases.html", context)


@page(DRAFT_RELEASE, post=True)
def release_new(request: AssociationRequest) -> HttpResponse:
    """Draft a release."""
    taken = [each for each in taken_returns(request.association) if each.is_latest][::-1]
    form = ReleaseForm(request.POST or None, taken=taken)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        received = list(ReceivedReturn.objects.filter(association=request.association, pk__in=said["received"]))
        try:
            row = release_actions.draft_release(request.actor, said["name"], said["place"], received, said["tables"])
        except ValidationError as refused:
            tell(form, refused)
        else:
            return redirect("release", association=request.association.slug, pk=row.pk)
    context = {"form": form, "has_returns": bool(taken)}
    return render(request, "outcomes/release_new.html", context, status=422 if form.errors else 200)


def _found(request: AssociationRequest, pk: int) -> OutcomeRelease:
    rows = OutcomeRelease.objects.select_related("drafted_by", "reviewed_by", "released_by", "association")
    row: OutcomeRelease = get_object_or_404(rows, association=request.association, pk=pk)
    return row


@page(SEE_RELEASES)
def one_release(request: AssociationRequest, pk: int) -> HttpResponse:
    """What a release prints, what stops it, and what the person can do with it."""
    row = _found(request, pk)
    names = dict(request.association.measures.values_list("code", "name"))
    state = ReleaseState(row.state)
    is_on_its_way = state in (ReleaseState.DRAFT, ReleaseState.REVIEWED)
    parts = [
        (part, [shown(return_table(each, names, prefix=f"del-{part.pk}")) for each in _tables(part)])
        for part in parts_of(row)
    ]
    context = {
        "row": row,
        "parts": parts,
        "found": hindrances_of(row) if is_on_its_way else (),
        "is_on_its_way": is_on_its_way,
        "moves": _moves(request, row, state),
        "is_drafter": row.drafted_by_id == request.actor.user_id,
    }
    return render(request, "outcomes/release.html", context)


def _tables(part: ReleasedPart) -> tuple[ReturnTable, ...]:
    return chosen(kept_return(bytes(part.received.content)), part.tables).tables


def _moves(request: AssociationRequest, row: OutcomeRelease, state: ReleaseState) -> set[str]:
    """What this person may do now."""
    needed = {ReleaseMove.DISCARD: DRAFT_RELEASE}
    allowed = allowed_moves(state, is_drafter=row.drafted_by_id == request.actor.user_id)
    return {move.value for move in allowed if needed.get(move, RELEASE).holds(request.actor)}


@page(RELEASE, post=True)
def release_move(request: AssociationRequest, pk: int) -> HttpResponse:
    """Take a release one step."""
    row = _found(request, pk)
    if request.method == "POST":
        move, seen = request.POST.get("move", ""), request.POST.get("seen", "")
        if move not in set(ReleaseMove) or not seen.isdecimal():
            raise Http404
        try:
            _ACTIONS[ReleaseMove(move)](request.actor, row, int(seen))
        except RefusedChange as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _TOLD[ReleaseMove(move)])
    return redirect("release", association=request.association.slug, pk=pk)


@page(SEE_RELEASES)
def releases_file(request: AssociationRequest) -> HttpResponse:
    """The register of releases, for `samverk disclosure attack`."""
    content = file_of(request.association)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="offentliggoranden.json"'
    return answer
