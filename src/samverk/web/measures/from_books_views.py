"""Measures out of the books: the projects that no measure claims, named and added together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samverk.apps.measures import actions, enums
from samverk.apps.measures.from_books import projects_without_measure
from samverk.apps.measures.models import Measure
from samverk.apps.measures.perms import CHANGE_MEASURES
from samverk.apps.organisation.ids import free_ids
from samverk.apps.organisation.models import Association
from samverk.core import measures as core
from samverk.core.statements.unclaimed import UnclaimedProject
from samverk.web.organisation.proposing import ProposalForm, Proposals, by_year, proposals_page


class ProjectForm(ProposalForm):
    """A measure to be: a project of the books."""

    direction = forms.ChoiceField(
        label="Inriktning", choices=enums.Direction.choices, initial=enums.Direction.INDIVIDUAL.value
    )

    def __init__(self, data: Any, project: UnclaimedProject) -> None:
        super().__init__(data, prefix=f"projekt-{project.code}", initial={"name": project.name})
        self.project = project
        self.heading = f"{f'Projekt {project.code} {project.name}'.strip()}: kostnad {by_year(project.costs)}"


def _forms(association: Association, data: Any) -> list[ProjectForm]:
    return [ProjectForm(data, project) for project in projects_without_measure(association)]


def _measures(association: Association, chosen: Sequence[ProjectForm]) -> tuple[core.Measure, ...]:
    ids = free_ids(association, [form.cleaned_data["name"] for form in chosen], otherwise="insats")
    return tuple(
        core.Measure(
            id=name,
            name=form.cleaned_data["name"],
            direction=core.Direction[enums.Direction(form.cleaned_data["direction"]).name],
            projects=(form.project.code,),
        )
        for name, form in zip(ids, chosen, strict=True)
    )


def _told(rows: Sequence[Measure]) -> str:
    added = f"{len(rows)} insatser är tillagda" if len(rows) > 1 else f"{rows[0].name} är tillagd"
    return f"{added}. Öppna dem och fyll i insatsägare, tid och mål."


measures_from_books = proposals_page(
    Proposals(
        permission=CHANGE_MEASURES,
        forms=_forms,
        values=_measures,
        add=actions.add_measures,
        told=_told,
        up="measures",
        room="Insatser",
        title="Insatser ur bokföringen",
        lead="De här projekten har pengar i bokföringen men hör inte till någon insats. Varje projekt som du kryssar "
        "för blir en insats.",
        words="Kontrollera namnet och inriktningen. Insatsägare, tid, mål och paraplyprojekt fyller du i efteråt. Hör "
        "flera projekt till samma insats lägger du upp insatsen för ett av dem och skriver sedan in de andras koder "
        "där.",
        deed="Lägg till insatserna",
        nothing="Varje projekt som har pengar i bokföringen hör till en insats.",
    )
)
