"""From a statement to a figure, to its accounts, to their lines, to the voucher: every step with sums that tie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from samverk.apps.accounting import drilldown, queries
from samverk.apps.accounting.models import Account, LedgerImport, Voucher
from samverk.apps.accounting.perms import SEE_BOOKS
from samverk.apps.accounting.rows import read_pairs
from samverk.core.document.figures import AccountSource, UnknownFigureError
from samverk.core.document.tree import AccountPage
from samverk.core.statements.structure import StatementSet
from samverk.reports.render.proof import ProofLine, object_words, proof_of
from samverk.web.accounting.forms import LineFilterForm
from samverk.web.accounting.tables import STATEMENTS, table_of, unit_of
from samverk.web.page import AssociationRequest, page

_LINES_PER_PAGE = 100


def _statements(request: AssociationRequest, year: int) -> StatementSet:
    if year not in queries.years_with_books(request.association):
        raise Http404
    return queries.statements_of(request.association, year)[0]


@page(SEE_BOOKS)
def statement(request: AssociationRequest, year: int, name: str) -> HttpResponse:
    """One of the statements, or the notes."""
    shown = next((each for each in STATEMENTS if each.name == name), None)
    if shown is None:
        raise Http404
    statements = _statements(request, year)
    numbers = {note.table.id: note.number for note in statements.notes}
    tables = [each for each in shown.of(statements) if each is not None]
    context = {
        "year": year,
        "years": queries.years_with_books(request.association),
        "shown": shown,
        "statements": STATEMENTS,
        "tables": [(numbers.get(each.id, ""), table_of(request, each, statements)) for each in tables],
        "unit": unit_of(request) or "",
    }
    return render(request, "accounting/statement.html", context)


# ── a figure ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of a proof with the page it opens, "" for none."""

    line: ProofLine
    address: str


@page(SEE_BOOKS)
def figure(request: AssociationRequest, year: int, figure: str) -> HttpResponse:
    """How a figure is computed: other figures, accounts, budget lines, facts."""
    statements = _statements(request, year)
    try:
        found = statements.figures.find(figure)
    except UnknownFigureError as unknown:
        raise Http404 from unknown
    sources = [source for source in found.sources if isinstance(source, AccountSource)]
    openable = _openable(request, sources)
    pages = {(each.year, each.account): AccountPage(each.year, each.account, each.name, 0, 0, ()) for each in sources}
    proof = proof_of(found, {each.id: each for each in statements.figures}, pages)
    steps = [
        (step.heading, [OpenLine(line, _address(request, year, line, openable)) for line in step.lines])
        for step in proof.steps
    ]
    context = {
        "year": year,
        "proof": proof,
        "steps": steps,
        "unread": sorted({source.year for source in sources if (source.year, source.account) not in openable}),
    }
    return render(request, "accounting/figure.html", context)


def _openable(request: AssociationRequest, sources: list[AccountSource]) -> set[tuple[int, str]]:
    """The accounts that books in force have rows of."""
    rows = Account.objects.filter(
        ledger_import__in=LedgerImport.objects.current().filter(association=request.association),
        ledger_import__year__in={source.year for source in sources},
        number__in={source.account for source in sources},
    )
    return set(rows.values_list("ledger_import__year", "number"))


def _address(request: AssociationRequest, year: int, line: ProofLine, openable: set[tuple[int, str]]) -> str:
    slug = request.association.slug
    if line.figure_id:
        return reverse("books_figure", kwargs={"association": slug, "year": year, "figure": line.figure_id})
    if line.account is None or line.account not in openable:
        return ""
    of_year, number = line.account
    place = reverse("books_account", kwargs={"association": slug, "year": of_year, "account": number})
    narrowed = {f"d{dimension}": code or drilldown.WITHOUT for dimension, code in line.objects}
    return f"{place}?{urlencode(narrowed)}" if narrowed else place


# ── an account ──────────────────────────────────────────────────────────────────────────────────────────────────────


@page(SEE_BOOKS)
def account(request: AssociationRequest, year: int, account: str) -> HttpResponse:
    """The lines of an account, narrowed by month, objects and words; sums at the top."""
    rows = Account.objects.select_related("ledger_import").filter(
        ledger_import__association=request.association, ledger_import__year=year, number=account
    )
    asked = request.GET.get("version", "")
    by_number = asked.isascii() and asked.isdecimal()
    rows = rows.filter(ledger_import__number=int(asked)) if by_number else rows.filter(ledger_import__state="current")
    row: Account = get_object_or_404(rows)
    form = LineFilterForm(request.GET, drilldown.choices_of(row))
    wanted = form.wanted
    lines = drilldown.lines_of(row, wanted)
    shown = Paginator(lines, _LINES_PER_PAGE).get_page(request.GET.get("sida"))
    query = request.GET.copy()
    query.pop("sida", None)
    names = drilldown.object_names(row.ledger_import)
    context = {
        "year": year,
        "row": row,
        "version": row.ledger_import,
        "form": form,
        "is_narrowed": not wanted.is_open,
        "sums": drilldown.sums_of(lines),
        "change_ore": row.closing_ore - row.opening_ore,
        "page": shown,
        "query": query.urlencode(),
        "lines": [(line, objects_told(line.pairs, names)) for line in shown],
        "object_balances": [
            (object_words(read_pairs(each.pairs)), each) for each in row.object_balances.all()[:_LINES_PER_PAGE]
        ],
    }
    return render(request, "accounting/account.html", context)


def objects_told(pairs: str, names: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """The objects of a line: "projekt 10" and its name."""
    return [
        (object_words(((dimension, code),)), names.get((dimension, code), "")) for dimension, code in read_pairs(pairs)
    ]


@page(SEE_BOOKS)
def voucher(request: AssociationRequest, year: int, voucher: int) -> HttpResponse:
    """A voucher with its lines, what was struck, and the file it stands in."""
    rows = Voucher.objects.select_related("ledger_import")
    row: Voucher = get_object_or_404(
        rows, pk=voucher, ledger_import__association=request.association, ledger_import__year=year
    )
    version = row.ledger_import
    lines = list(drilldown.voucher_lines(row))
    names = drilldown.object_names(version)
    current = None if version.is_current else queries.current_import(request.association, year)
    context = {
        "year": year,
        "row": row,
        "version": version,
        "current": current,
        "same": drilldown.same_voucher(row, current) if current else None,
        "lines": [(line, objects_told(line.pairs, names)) for line in lines],
        "has_texts": any(line.text for line in lines),
        "has_objects": any(line.pairs for line in lines),
        "debit_ore": sum(line.amount_ore for line in lines if line.amount_ore > 0),
        "credit_ore": -sum(line.amount_ore for line in lines if line.amount_ore < 0),
        "corrections": [
            (label, number, amount, object_words(tuple(map(tuple, objects))), text)
            for label, number, amount, objects, text in json.loads(row.corrections or "[]")
        ],
    }
    return render(request, "accounting/voucher.html", context)
