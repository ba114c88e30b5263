"""Is the annual report ready for the board? Chapters, preview, findings, and the files."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from samverk.apps.audit.clock import today
from samverk.apps.publishing.citable import citable_figures
from samverk.apps.publishing.made import MadeReport, made_report
from samverk.apps.publishing.models import AnnualReportYear
from samverk.apps.publishing.perms import CHANGE_REPORT, SEE_REPORTS
from samverk.apps.publishing.queries import report_rows, report_years
from samverk.apps.publishing.writing import chapter_of, set_report_days, write_chapter
from samverk.core.problems import Problem
from samverk.reports.render.apart import NotMadeError, render_apart
from samverk.reports.render.everything import FORMATS
from samverk.reports.render.html import render as render_html
from samverk.web.page import AssociationRequest, page
from samverk.web.publishing.forms import ChapterForm, ReportDaysForm
from samverk.web.publishing.mending import to_mend

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


@page(SEE_REPORTS)
def report_list(request: AssociationRequest) -> HttpResponse:
    """The years that have anything of a report, and when the board decided on it."""
    decided = {row.year: row.decided for row in report_rows(request.association)}
    years = [(year, decided.get(year)) for year in report_years(request.association)]
    return render(request, "publishing/list.html", {"years": years})


@page(SEE_REPORTS)
def report(request: AssociationRequest, year: int) -> HttpResponse:
    """One year's report: how far it has come, what was found, how it looks."""
    made = _made(request, year)
    return render(
        request, "publishing/report.html", {"made": made, "year": year, "to_mend": to_mend(request.actor, made)}
    )


@page(SEE_REPORTS)
def report_preview(request: AssociationRequest, year: int) -> HttpResponse:
    """The report as its own page: it carries its style, whose hash its own policy names."""
    made = _made(request, year)
    if made.document is None:
        raise Http404
    return HttpResponse(render_html(made.document))


# the page shows the preview in a frame; the style is allowed by the policy inside the file, not by ours
report_preview = csp_replace({"frame-ancestors": [SELF], "style-src": ["'unsafe-inline'"]})(
    xframe_options_sameorigin(report_preview)
)


@page(SEE_REPORTS)
def report_file(request: AssociationRequest, year: int, kind: str) -> HttpResponse:
    """The report as a file."""
    made = _made(request, year)
    if made.document is None or kind not in FORMATS:
        raise Http404
    try:
        data = render_apart(made.document, kind)
    except NotMadeError as error:
        messages.error(request, str(error))
        return redirect("report", association=request.association.slug, year=year)
    answer = HttpResponse(data, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="arsredovisning-{year}.{kind}"'
    return answer


@page(CHANGE_REPORT, post=True)
def chapter(request: AssociationRequest, year: int, name: str) -> HttpResponse:
    """Write a chapter."""
    made = _made(request, year)
    state = next((each for each in made.chapters if each.name == name), None)
    if state is None:
        raise Http404
    written = chapter_of(request.association, year, name)
    start = {"seen": written.version, "text": written.text} if written else {"seen": 0}
    form = ChapterForm(request.POST) if request.method == "POST" else ChapterForm(initial=start)
    if form.is_valid():
        seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
        write_chapter(request.actor, year, name, state.title, seen, text)
        messages.success(request, f"Kapitlet ”{state.title}” är sparat.")
        if _problems_in(_made(request, year), name):
            return redirect("report_chapter", association=request.association.slug, year=year, name=name)
        return redirect("report", association=request.association.slug, year=year)
    context = {
        "form": form,
        "year": year,
        "chapter": state,
        "problems": _problems_in(made, name),
        "citable": citable_figures(request.association, year, today()),
    }
    return render(request, "publishing/chapter.html", context, status=422 if form.errors else 200)


@page(CHANGE_REPORT, post=True)
def report_days(request: AssociationRequest, year: int) -> HttpResponse:
    """Write when the board decided and signed."""
    row = AnnualReportYear.objects.filter(association=request.association, year=year).first()
    names = ("decided", "signed", "town", "audit_report", "registration_number")
    start = {"seen": row.version if row else 0, **({name: getattr(row, name) for name in names} if row else {})}
    form = ReportDaysForm(request.POST) if request.method == "POST" else ReportDaysForm(initial=start)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in names}
        set_report_days(request.actor, year, form.cleaned_data["seen"], **values)
        messages.success(request, f"Beslut och dagar för årsredovisningen {year} är sparade.")
        return redirect("report", association=request.association.slug, year=year)
    context = {"form": form, "year": year}
    return render(request, "publishing/days.html", context, status=422 if form.errors else 200)


def _problems_in(made: MadeReport, name: str) -> list[Problem]:
    return [problem for problem in made.told if problem.file == f"text/{name}.md" and problem.line is not None]


def _made(request: AssociationRequest, year: int) -> MadeReport:
    if year not in report_years(request.association):
        raise Http404
    return made_report(request.association, year, today())
