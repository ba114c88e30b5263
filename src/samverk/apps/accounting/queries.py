"""Rows → core values: the ledgers of an association, its accounting profile, its statements."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Max

from samverk.apps.accounting.models import LedgerFile, LedgerImport, LineRule, NoteRule
from samverk.apps.audit.caches import MEMORY
from samverk.apps.audit.clock import today
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.apps.organisation.queries import association_facts
from samverk.core import organisation
from samverk.core.facts import Facts
from samverk.core.ledger.changes import Changes, compare_versions
from samverk.core.ledger.model import Ledger
from samverk.core.ledger.reconcile import TieOut
from samverk.core.planning.block import Block
from samverk.core.problems import Problem
from samverk.core.statements import profile as core
from samverk.core.statements.account_places import AccountPlace, account_places
from samverk.core.statements.build import build_figures
from samverk.core.statements.chart import read_chart
from samverk.core.statements.effect import RowChange, row_changes
from samverk.core.statements.structure import StatementSet
from samverk.formats import sie
from samverk.formats.facts.books import prior_year


def current_import(association: Association, year: int) -> LedgerImport | None:
    """The version that counts for the year, None when no books were taken in."""
    found: LedgerImport | None = LedgerImport.objects.current().filter(association=association, year=year).first()
    return found


@remembered
def books_in_force(association: Association) -> tuple[LedgerImport, ...]:
    """The versions that count, one a year, latest first; nothing writes to the rows.

    `last_day` on each is the day of its last voucher, None for a file without vouchers.
    """
    rows = LedgerImport.objects.current().filter(association=association).order_by("-year")
    return tuple(rows.annotate(last_day=Max("vouchers__day")))


def years_with_books(association: Association) -> list[int]:
    """The years that have books, latest first."""
    return [version.year for version in books_in_force(association)]


def file_bytes(version: LedgerImport) -> bytes:
    """The file of a version, as it was handed in."""
    return zlib.decompress(LedgerFile.objects.get(pk=version.pk).packed)


def ledger_in(version: LedgerImport) -> Ledger:
    """The books of a version, read from its file. Remembered by what the file holds."""
    return ledgers_in([version])[version.pk]


def ledgers_in(versions: Iterable[LedgerImport]) -> dict[int, Ledger]:
    """The books of versions by their id, the files that must be read fetched at once."""
    wanted = list(versions)
    unread = [version.pk for version in wanted if ("ledger", version.sha256) not in MEMORY]
    packed = dict(LedgerFile.objects.filter(pk__in=unread).values_list("pk", "packed")) if unread else {}

    def ledger(version: LedgerImport) -> Ledger:
        data = packed.get(version.pk)
        return MEMORY.get(
            ("ledger", version.sha256), lambda: _read(version, zlib.decompress(data) if data else file_bytes(version))
        )

    return {version.pk: ledger(version) for version in wanted}


def _read(version: LedgerImport, data: bytes) -> Ledger:
    ledger, problems = sie.read(data, file=version.file_name)
    if ledger is None:
        raise ValueError(f"{version} was taken in but cannot be read: {problems}")
    return ledger


def ledger_of(association: Association, year: int) -> Ledger | None:
    """The year's books in force, None when there are none."""
    version = current_import(association, year)
    return None if version is None else ledger_in(version)


def versions_of(association: Association, year: int) -> list[LedgerImport]:
    """The versions that count for the year and the one before, latest first."""
    return [version for version in books_in_force(association) if version.year in (year, year - 1)]


def ledgers_of(association: Association, year: int) -> dict[int, Ledger]:
    """The books of the year and of the one before, by year. See `ledgers_by_year`."""
    return ledgers_by_year(versions_of(association, year), year)


def ledgers_by_year(versions: Sequence[LedgerImport], year: int) -> dict[int, Ledger]:
    """The books of these versions, by year.

    When the year before was not taken in its balances are those that the year's own books remember.
    """
    read = ledgers_in(versions)
    found = {version.year: read[version.pk] for version in versions}
    if year in found and year - 1 not in found:
        remembered = prior_year(found[year], year)
        if remembered is not None:
            found[year - 1] = remembered
    return dict(sorted(found.items(), reverse=True))


def changes_between(before: LedgerImport, after: LedgerImport) -> Changes:
    """What differs between two versions of a year."""

    def compare() -> Changes:
        read = ledgers_in([before, after])
        return compare_versions(read[before.pk], read[after.pk])

    return MEMORY.get(("changes", before.sha256, after.sha256), compare)


# ── where accounts belong ───────────────────────────────────────────────────────────────────────────────────────────


def profile_of(association: Association) -> core.AccountingProfile:
    """The chart the books follow and the association's own rules in their order. BAS until a choice was made."""
    chosen = Association.objects.filter(pk=association.pk).annotate(base=F("chart_profile__base"))
    found: Any = with_parts(chosen, "line_rules")[0]
    return core.AccountingProfile(
        base=core.BaseProfile(found.base or core.BaseProfile.BAS),
        lines=tuple(line_rule(row) for row in found.line_rules.all()),
        notes=tuple(note_rule(row) for row in NoteRule.objects.filter(association=association)),
    )


@remembered
def _association_and_chart(association: Association) -> organisation.Association:
    nothing = organisation.AnnualReportFacts(year=today().year)
    return association_facts(association, profile_of(association), nothing)


def association_with(
    association: Association, annual_report: organisation.AnnualReportFacts
) -> organisation.Association:
    """The association as core knows it, with its chart and what a year's report says."""
    return _association_and_chart(association).model_copy(update={"annual_report": annual_report})


def line_rule(row: LineRule) -> core.LineRule:
    """The rule that a row holds."""
    return core.LineRule(
        accounts=tuple(row.accounts),
        line=core.Line(row.line),
        cost_centres=tuple(row.cost_centres),
        projects=tuple(row.projects),
        line_if_credit=core.Line(row.line_if_credit) if row.line_if_credit else None,
    )


def note_rule(row: NoteRule) -> core.NoteRule:
    """The rule that a row holds."""
    return core.NoteRule(
        accounts=tuple(row.accounts),
        line=core.Line(row.line),
        name=row.name,
        block=Block(row.block) if row.block else None,
        cost_centres=tuple(row.cost_centres),
        projects=tuple(row.projects),
    )


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ComputedYear:
    """A year's statements, what was wrong (codes KP-…), and every account's place, those that need someone first.

    `facts` are what they were computed from, but for the ledgers, which are large and remembered elsewhere.
    """

    facts: Facts
    statements: StatementSet
    problems: tuple[Problem, ...]
    places: tuple[AccountPlace, ...]


@remembered
def computed_year(association: Association, year: int) -> ComputedYear:
    """The year's books as statements. Remembered until anything of the association's changes."""
    from samverk.apps.publishing.queries import facts_of  # which assembles them from this app's ledgers, among others

    facts = facts_of(association, year)
    statements, problems = build_figures(facts)
    places = account_places(statements.books[year], read_chart(facts.association, facts.measures))
    return ComputedYear(replace(facts, ledgers={}), statements, tuple(problems), places)


def latest_computed(association: Association) -> tuple[int, ComputedYear] | None:
    """The latest year with books, and what came of them; None before there are books."""
    year = next(iter(years_with_books(association)), None)
    return None if year is None else (year, computed_year(association, year))


def statements_of(association: Association, year: int) -> tuple[StatementSet, tuple[Problem, ...]]:
    """Every statement of the year, and what was wrong (codes KP-…)."""
    made = computed_year(association, year)
    return made.statements, made.problems


@dataclass(frozen=True, slots=True)
class Effect:
    """What another profile would do: rows that change, problems that come and problems that go."""

    rows: tuple[RowChange, ...]
    new_problems: tuple[Problem, ...]
    solved_problems: tuple[Problem, ...]


def effect_of(association: Association, year: int, profile: core.AccountingProfile) -> Effect:
    """What the statements of the year would be with `profile`, against what they are. Nothing is written."""
    made = computed_year(association, year)
    other = made.facts.association.model_copy(update={"accounting": profile})
    after, problems = build_figures(replace(made.facts, association=other, ledgers=ledgers_of(association, year)))
    return Effect(
        row_changes(made.statements, after),
        tuple(problem for problem in problems if problem not in made.problems),
        tuple(problem for problem in made.problems if problem not in problems),
    )


TIE_OUT_WORDS = {
    TieOut.CLOSING: "Ingående balans plus årets rader ger utgående balans, för varje balanskonto.",
    TieOut.RESULT: "Årets rader ger årets belopp, för varje resultatkonto.",
    TieOut.OPENING_SUM: "De ingående balanserna är 0 tillsammans.",
    TieOut.TOTAL: "Utgående balanser och resultat går ihop med de ingående.",
    TieOut.OBJECTS: "Ingående saldo plus årets rader ger utgående saldo, för varje objekt.",
    TieOut.CARRIED: "Årets ingående balanser är föregående års utgående, enligt filen.",
    TieOut.PREVIOUS_FILE: "Årets ingående balanser är de utgående i föregående års bokföring.",
}
"""What each relation that was tried says."""
