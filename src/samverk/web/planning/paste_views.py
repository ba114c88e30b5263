"""Cells from a spreadsheet: read, shown as changes with what is wrong, and written when someone says so."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from samverk.apps.audit.door import RefusedChange
from samverk.apps.planning import actions
from samverk.apps.planning.line_changes import LineChange, LinesChanged
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.plans import VersionPlan
from samverk.core.money import MoneyUnit
from samverk.core.problems import ProblemSeverity
from samverk.formats.grid.paste import PasteProposal, apply_changes, propose_changes
from samverk.formats.grid.write import grid_text
from samverk.web.page import AssociationRequest, page
from samverk.web.planning.amounts import shown
from samverk.web.planning.forms import PasteForm
from samverk.web.planning.found import version_at
from samverk.web.planning.plan_page import made_for
from samverk.web.planning.refused import words_of


@page(CHANGE_PLAN, post=True)
def paste_budget(request: AssociationRequest, pk: int) -> HttpResponse:
    """Paste into a draft: first what would change, then the change."""
    version = version_at(request.association, pk)
    if not version.is_draft:
        messages.error(request, f"{version.name} är beslutad och ändras inte.")
        return redirect("budget_version", association=request.association.slug, pk=pk)
    made = made_for(request, version)
    unit = MoneyUnit(version.budget.unit)
    form = PasteForm(request.POST or None)
    context = {"version": version, "form": form, "unit": unit.value, "own": grid_text(made.plan, unit)}
    if request.method != "POST" or not form.is_valid():
        return render(request, "planning/paste.html", context, status=422 if form.errors else 200)
    proposal = propose_changes(made.plan, form.cleaned_data["text"], unit)
    if "confirm" in request.POST and proposal.changes:
        refused = _write(request, made, proposal)
        if not refused:
            messages.success(request, f"{len(proposal.changes)} belopp är inklistrade och sparade.")
            return redirect("budget_version", association=request.association.slug, pk=pk)
        context["refused"] = refused
    context |= _told(made, proposal, unit)
    return render(request, "planning/paste_preview.html", context, status=422 if context.get("refused") else 200)


def _write(request: AssociationRequest, made: VersionPlan, proposal: PasteProposal) -> str:
    """Write the changes. What was seen is what the preview showed: `before` of the form."""
    sides = {line.id: line.side for line in made.plan.lines}
    before = dict(pair.rsplit("=", 1) for pair in request.POST.get("before", "").split(";") if "=" in pair)
    changes = [
        LineChange(sides[each.line_id], each.line_id, each.year, _ore(before, each.line_id, each.year), each.new_ore)
        for each in proposal.changes
    ]
    try:
        actions.change_lines(request.actor, made.row, changes)
    except LinesChanged:
        return "Någon annan har ändrat några av beloppen. Se efter vad som gäller nu och bekräfta igen."
    except (RefusedChange, ValidationError) as refused:
        return words_of(refused)
    return ""


def _ore(before: dict[str, str], line: str, year: int) -> int | None:
    text = before.get(f"{line}.{year}", "")
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 20 else None


def _told(made: VersionPlan, proposal: PasteProposal, unit: MoneyUnit) -> dict[str, object]:
    after = apply_changes(made.plan, proposal.changes)
    return {
        "changes": [
            {
                "label": each.label,
                "year": each.year,
                "old": shown(each.old_ore, unit),
                "new": shown(each.new_ore, unit),
                "row": each.row,
            }
            for each in proposal.changes
        ],
        "problems": proposal.problems,
        "is_refused": any(each.severity is ProblemSeverity.REFUSE for each in proposal.problems),
        "matched": len(proposal.matched),
        "read_unit": proposal.unit.value,
        "totals": [
            (before.year, shown(before.closing_ore, unit), shown(now.closing_ore, unit))
            for before, now in zip(made.plan.totals, after.totals, strict=True)
        ],
        "before": ";".join(
            f"{each.line_id}.{each.year}={'' if each.old_ore is None else each.old_ore}" for each in proposal.changes
        ),
    }
