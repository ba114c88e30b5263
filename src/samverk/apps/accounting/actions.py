"""Taking in books: every version is kept, one counts, and a year that an adopted report rests on is closed.

What accounts belong to is changed in `rule_actions`, whose actions are reached from here as well.
"""

from __future__ import annotations

from samverk.apps.accounting.enums import ImportState
from samverk.apps.accounting.models import ChartProfile, LedgerFile, LedgerImport
from samverk.apps.accounting.perms import IMPORT_BOOKS, LOCK_BOOKS, UNLOCK_BOOKS
from samverk.apps.accounting.reading import ReadBooks, check_year, read_for
from samverk.apps.accounting.rows import store_ledger
from samverk.apps.accounting.rule_actions import add_rule as add_rule
from samverk.apps.accounting.rule_actions import change_base as change_base
from samverk.apps.accounting.rule_actions import change_rule as change_rule
from samverk.apps.accounting.rule_actions import move_rule as move_rule
from samverk.apps.accounting.rule_actions import remove_rule as remove_rule
from samverk.apps.accounting.rule_actions import replace_profile as replace_profile
from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.organisation.models import Association
from samverk.apps.users.actor import Actor
from samverk.core.ledger.reconcile import counted
from samverk.core.periods import long_date
from samverk.core.problems import Problem
from samverk.core.statements.profiles import SHIPPED, guess_profile

MOST_PROBLEMS = 200
"""How many of a file's problems are kept with the version; the file itself is kept whole."""


def import_books(actor: Actor, data: bytes, name: str, year: int | None = None) -> LedgerImport:
    """Take in a SIE file as the association's books of `year`, or of the file's own year.

    Reading comes first and holds nobody up; writing is one transaction. Raises PermissionRefused, and RefusedChange
    when the file is not the books of that association and year, was taken in before, or the year is closed.
    """
    IMPORT_BOOKS.check(actor)
    if actor.association is None:
        raise ValueError("books belong to an association")
    return add_version(actor, read_for(actor.association, data, name, year))


@action(IMPORT_BOOKS)
def add_version(act: Act, books: ReadBooks) -> LedgerImport:
    """Keep books that were read as the version that counts. Raises RefusedChange."""
    check_year(books.year, act.association.formed, act.today)
    versions = list(LedgerImport.objects.filter(association=act.association, year=books.year))
    _refuse_locked(versions, books.year)
    _refuse_same(versions, books)
    _supersede(act.association, books.year)
    version: LedgerImport = LedgerImport.objects.create(
        association=act.association,
        year=books.year,
        number=max((each.number for each in versions), default=0) + 1,
        imported_at=act.at,
        imported_by=act.actor.name,
        **_summary(books),
    )
    LedgerFile.objects.create(ledger_import=version, packed=books.packed)
    store_ledger(version, books.ledger, books.totals)
    vouchers = counted(version.voucher_count, "verifikat", "verifikat")
    act.tell(
        version,
        f"Läste in bokföringen {books.year}, version {version.number}, ur {books.name} ({vouchers}). {books.sentence}",
        after={"sha256": books.sha256, "verifikat": version.voucher_count, "stämmer": version.ties},
    )
    _choose_profile(act, books)
    return version


def _summary(books: ReadBooks) -> dict[str, object]:
    ledger = books.ledger
    return {
        "file_name": books.name,
        "sha256": books.sha256,
        "size": books.size,
        "sie_type": ledger.sie_type,
        "program": " ".join(part for part in ledger.program if part)[:200],
        "generated": ledger.generated,
        "voucher_count": len(ledger.vouchers),
        "posting_count": sum(len(voucher.postings) for voucher in ledger.vouchers),
        "account_count": len(ledger.accounts),
        "ties": books.reconciliation.ties and not books.reconciliation.left_out,
        "sentence": books.sentence,
        "problems": [_kept(problem) for problem in books.problems[:MOST_PROBLEMS]],
        "dimensions": {number: dimension.name for number, dimension in ledger.dimensions.items()},
    }


def _kept(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "line": problem.line,
    }


def _refuse_locked(versions: list[LedgerImport], year: int) -> None:
    locked = next((each for each in versions if each.is_locked), None)
    if locked is not None:
        raise RefusedChange(
            f"Bokföringen för {year} är låst: {locked.locked_reason}. Rätta i ett senare års bokföring. Måste {year} "
            "ändras låser förbundschefen först upp året, på sidan Versioner. Ingenting har ändrats."
        )


def _refuse_same(versions: list[LedgerImport], books: ReadBooks) -> None:
    same = next((each for each in versions if each.sha256 == books.sha256), None)
    if same is None:
        return
    when = f"{long_date(same.imported_at.date())} av {same.imported_by}"
    if same.is_current:
        raise RefusedChange(
            f"{books.name} är redan inläst: den är version {same.number} för {same.year}, inläst {when}, och den "
            "som gäller. Ingenting har ändrats."
        )
    raise RefusedChange(
        f"{books.name} är redan inläst: den är version {same.number} för {same.year}, inläst {when}, men en annan "
        f"version gäller. Gör version {same.number} gällande igen på sidan Versioner. Ingenting har ändrats."
    )


def _supersede(association: Association, year: int) -> None:
    in_force = LedgerImport.objects.current().filter(association=association, year=year)
    in_force.update(state=ImportState.SUPERSEDED)


def _choose_profile(act: Act, books: ReadBooks) -> None:
    """The first books say which chart they follow; a person may change it."""
    if ChartProfile.objects.filter(association=act.association).exists():
        return
    guess = guess_profile(books.ledger)
    profile = ChartProfile(association=act.association, base=guess.profile)
    act.add(profile, f"Valde kontoplanen {SHIPPED[guess.profile].name}. {guess.reason}")


@action(IMPORT_BOOKS)
def restore_version(act: Act, version: LedgerImport) -> LedgerImport:
    """Let an older version count again. Raises RefusedChange when the year is closed."""
    row = _locked_row(act, version)
    if row.is_current:
        act.nothing()
        return row
    versions = list(LedgerImport.objects.filter(association=act.association, year=row.year))
    _refuse_locked(versions, row.year)
    before = next((each.number for each in versions if each.is_current), None)
    _supersede(act.association, row.year)
    row.state = ImportState.CURRENT
    row.save(update_fields=["state"])
    act.tell(
        row,
        f"Gjorde version {row.number} av bokföringen {row.year} gällande igen.",
        before={"version": before},
        after={"version": row.number},
    )
    return row


@action(LOCK_BOOKS)
def lock_version(act: Act, version: LedgerImport, reason: str) -> LedgerImport:
    """Close the year: an adopted report rests on this version. `reason` is Swedish, a clause without full stop."""
    row = _locked_row(act, version)
    if row.is_locked:
        act.nothing()
        return row
    if not row.is_current:
        raise RefusedChange(
            f"Version {row.number} gäller inte för {row.year} och kan inte låsas. Gör den gällande först."
        )
    row.locked_at, row.locked_reason = act.at, reason.strip().rstrip(".")
    row.full_clean(exclude=["association"])
    row.save(update_fields=["locked_at", "locked_reason"])
    act.tell(row, f"Låste bokföringen {row.year}, version {row.number}: {row.locked_reason}.")
    return row


@action(UNLOCK_BOOKS)
def unlock_version(act: Act, version: LedgerImport, reason: str) -> LedgerImport:
    """Open a closed year again. The reason is kept in the trail."""
    row = _locked_row(act, version)
    if not row.is_locked:
        act.nothing()
        return row
    was = row.locked_reason
    row.locked_at, row.locked_reason = None, ""
    row.save(update_fields=["locked_at", "locked_reason"])
    act.tell(
        row,
        f"Låste upp bokföringen {row.year}, version {row.number}: {reason.strip().rstrip('.')}.",
        before={"låst": was},
        after={"låst": ""},
    )
    return row


def _locked_row(act: Act, version: LedgerImport) -> LedgerImport:
    """The version as it stands now, held until the action ends; only the association's own."""
    row: LedgerImport = LedgerImport.objects.select_for_update().get(pk=version.pk, association=act.association)
    return row
