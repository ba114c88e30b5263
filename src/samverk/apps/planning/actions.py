"""Changes to budgets: begun, written, decided, revised, taken in from facts files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.planning import enums
from samverk.apps.planning.findings import findings_of
from samverk.apps.planning.line_changes import (
    OPENING_KEY,
    CellKey,
    LineChange,
    LinesChanged,
    conflicts,
    needed,
    refusal_of,
)
from samverk.apps.planning.models import MOST_ORE, BudgetLine, BudgetVersion, BudgetYear
from samverk.apps.planning.perms import CHANGE_PLAN
from samverk.apps.planning.queries import decided_budgets, lines_known_to, versions_of
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.periods import long_date
from samverk.core.planning import budget as core
from samverk.core.planning.plan import PLAN_YEARS


@action(CHANGE_PLAN)
def replace_budget_year(act: Act, budget: core.BudgetYear) -> BudgetYear:
    """Take in a year's decided versions from a facts file, in place of those there are. A draft stays.

    Raises RefusedChange when an amount cannot be kept exactly.
    """
    row = _year_row(act, budget.year, enums.Unit(budget.unit.value))
    decided = [
        version for version in versions_of(act.association) if version.budget_id == row.pk and not version.is_draft
    ]
    if decided_budgets(decided).get(budget.year) == budget:
        act.nothing()
        return row
    before = {"versions": [version.name for version in decided]}
    row.unit = budget.unit.value
    row.save()
    row.versions.filter(state=enums.VersionState.DECIDED).delete()
    for position, version in enumerate(budget.versions):
        made = BudgetVersion(budget=row, position=position, state=enums.VersionState.DECIDED, **_said(version, budget))
        made.full_clean()
        made.save()
        BudgetLine.objects.bulk_create(_rows_of(made, budget, version))
    row.versions.filter(state=enums.VersionState.DRAFT).update(position=len(budget.versions))
    after = {"versions": [version.name for version in budget.versions]}
    act.tell(row, f"Läste in budgeten för {budget.year}.", before=before, after=after)
    return row


def _year_row(act: Act, year: int, unit: enums.Unit = enums.Unit.TKR) -> BudgetYear:
    found = BudgetYear.objects.filter(association=act.association, year=year).first()
    if found is None:
        found = BudgetYear(association=act.association, year=year, unit=unit)
        found.full_clean()
        found.save()
    return found


def _said(version: core.BudgetVersion, budget: core.BudgetYear) -> dict[str, object]:
    """What a version says besides its lines, as the row holds it."""
    opening = version.opening_funds
    return {
        "name": version.name,
        "kind": enums.BudgetKind[version.kind.name],
        "decided": version.decided,
        "consultation": version.consultation,
        "opening_ore": None if opening is None else _ore(opening, budget.unit, f"{version.name}, ingående medel"),
        "motive": version.motive,
        "remark": version.remark,
        "covers": {block.value: [part.value for part in parts] for block, parts in version.covers.items()},
        "plan_years": [plan.year for plan in version.plan],
    }


def _rows_of(row: BudgetVersion, budget: core.BudgetYear, version: core.BudgetVersion) -> Iterator[BudgetLine]:
    position = 0
    years: list[tuple[int, core.BudgetVersion | core.PlanYear]] = [(budget.year, version)]
    for year, said in (*years, *((plan.year, plan) for plan in version.plan)):
        for side, amounts in ((enums.Side.INCOME, said.income), (enums.Side.COST, said.costs)):
            for key, amount in amounts.items():
                ore = _ore(amount, budget.unit, f"{version.name}, {key} {year}")
                yield BudgetLine(version=row, position=position, year=year, side=side, key=key, amount_ore=ore)
                position += 1


def _ore(amount: Decimal, unit: MoneyUnit, place: str) -> int:
    try:
        ore = ore_from_decimal(amount, unit)
    except ValueError:
        raise RefusedChange(
            f"{place}: {amount} {unit.value} går inte jämnt upp i öre. Skriv beloppet med färre decimaler."
        ) from None
    if abs(ore) >= MOST_ORE:
        raise RefusedChange(f"{place}: {amount} {unit.value} är orimligt stort. Se efter om enheten är rätt.")
    return ore


@action(CHANGE_PLAN)
def start_budget(act: Act, year: int, name: str = "") -> BudgetVersion:
    """Begin a budget for `year`: an empty draft with the blocks' rows as the year before had them."""
    row = _year_row(act, year)
    there = list(row.versions.all())
    if any(version.is_draft for version in there):
        raise RefusedChange(f"Det finns redan ett utkast till budget för {year}. Fortsätt på det.")
    if there:
        raise RefusedChange(f"Budgeten för {year} är redan beslutad. Gör en ändring av den i stället.")
    earlier = BudgetVersion.objects.filter(budget__association=act.association, budget__year__lt=year)
    like = earlier.order_by("-budget__year", "-position").first()
    version = BudgetVersion(
        budget=row,
        name=name or f"Budget {year}",
        covers=like.covers if like else {},
        plan_years=[year + step for step in range(1, PLAN_YEARS)],
    )
    return act.add(version, f"Började på en budget för {year}.")


@action(CHANGE_PLAN)
def change_lines(act: Act, version: BudgetVersion, changes: Sequence[LineChange]) -> BudgetVersion:
    """Write amounts into a draft. Lines that others changed meanwhile stay as they are when nobody here touches them.

    Raises LinesChanged when someone else changed a line that is changed here, and RefusedChange for amounts or lines
    that cannot be; then nothing is written.
    """
    locked = _draft(act, version)
    rows = {(row.side, row.key, row.year): row for row in locked.lines.all()}
    now: dict[CellKey, int] = {cell: row.amount_ore for cell, row in rows.items()}
    if locked.opening_ore is not None:
        now["", OPENING_KEY, locked.budget.year] = locked.opening_ore
    in_the_way = conflicts(changes, now)
    if in_the_way:
        raise LinesChanged(in_the_way)
    wanted = needed(changes, now)
    if not wanted:
        act.nothing()
        return locked
    _check_lines(act, locked, wanted)
    position = max((row.position for row in rows.values()), default=-1)
    for offset, change in enumerate(wanted, 1):
        _write(locked, rows.get(change.cell), change, position + offset)
    locked.version += 1
    locked.save()
    names = {".".join(map(str, filter(None, change.cell))): change for change in wanted}
    act.tell(
        locked,
        f"Ändrade {len(wanted)} belopp i {locked.name}.",
        before={name: now.get(change.cell) for name, change in names.items()},
        after={name: change.new_ore for name, change in names.items()},
    )
    return locked


def _write(version: BudgetVersion, row: BudgetLine | None, change: LineChange, position: int) -> None:
    if change.side is None:
        version.opening_ore = change.new_ore
    elif change.new_ore is None:
        if row is not None:
            row.delete()
    else:
        line = row or BudgetLine(
            version=version, position=position, year=change.year, side=change.side.value, key=change.key
        )
        line.amount_ore = change.new_ore
        line.save()


def _draft(act: Act, version: BudgetVersion) -> BudgetVersion:
    """The version as it stands, locked. Raises RefusedChange when it is decided."""
    rows = BudgetVersion.objects.select_for_update(of=("self",)).select_related("budget")
    locked: BudgetVersion = rows.get(pk=version.pk, budget__association=act.association)
    if not locked.is_draft:
        raise RefusedChange(f"{locked.name} är beslutad och ändras inte. Gör en ny version av budgeten i stället.")
    return locked


def _check_lines(act: Act, version: BudgetVersion, changes: Iterable[LineChange]) -> None:
    known = lines_known_to(act.association)
    years = {version.budget.year, *version.plan_years}
    for change in changes:
        name = known.get((change.side, change.key), change.key) if change.side else "Ingående medel"
        place = f"{name} {change.year}"
        if change.year not in years or (change.side is not None and (change.side, change.key) not in known):
            has_row = version.lines.filter(side=change.side or "", key=change.key).exists()
            if change.year not in years or not has_row:
                raise RefusedChange(f"{place} finns inte i budgeten. Lägg till insatsen eller intäktskällan först.")
        refused = refusal_of(change)
        if refused:
            raise RefusedChange(f"{place}: {refused}")


@action(CHANGE_PLAN)
def change_budget_words(act: Act, version: BudgetVersion, seen: int, name: str, remark: str) -> BudgetVersion:
    """Rename a draft and say what the reader needs to know about its figures."""
    _draft(act, version)
    return act.change(version, seen, f"Ändrade namn och anmärkning för {version.name}.", name=name, remark=remark)


@action(CHANGE_PLAN)
def decide_budget(
    act: Act, version: BudgetVersion, seen: int, day: date, consultation: date | None, motive: str
) -> BudgetVersion:
    """Note that the board has decided the draft as it stands; from here it is never edited.

    Findings never stop the decision, but a warning asks for a motive (KL 11:5). Raises EditConflict when the draft was
    changed since it was seen.
    """
    locked = _draft(act, version)
    if day > today():
        raise RefusedChange("Beslutsdagen kan inte vara senare än i dag.")
    earlier = locked.budget.versions.filter(decided__gt=day).first()
    if earlier is not None and earlier.decided is not None:
        raise RefusedChange(f"{earlier.name} beslutades {long_date(earlier.decided)}. Välj den dagen eller en senare.")
    if not locked.lines.exists():
        raise RefusedChange("Budgeten har inga belopp än. Fyll i den först.")
    checked = findings_of(locked, day, consultation, motive)
    if checked.asks_for_motive and not motive.strip():
        raise RefusedChange("Kontrollen varnar för något i budgeten. Skriv motivet, så kan den beslutas.")
    return act.change(
        locked,
        seen,
        f"Styrelsen beslutade {locked.name} {long_date(day)}.",
        state=enums.VersionState.DECIDED,
        decided=day,
        consultation=consultation,
        motive=motive,
        opening_ore=checked.opening_ore,
    )


@action(CHANGE_PLAN)
def revise_budget(act: Act, version: BudgetVersion, name: str = "") -> BudgetVersion:
    """Begin a change of a decided budget: a draft with the same amounts. The decided version stays."""
    if version.is_draft:
        raise RefusedChange(f"{version.name} är ett utkast. Ändra i det i stället.")
    if version.budget.versions.filter(state=enums.VersionState.DRAFT).exists():
        raise RefusedChange(f"Det finns redan ett utkast till ändring för {version.budget.year}. Fortsätt på det.")
    others = list(version.budget.versions.all())
    draft = BudgetVersion(
        budget=version.budget,
        position=max(each.position for each in others) + 1,
        name=name or _free_name(f"Reviderad budget {version.budget.year}", {each.name for each in others}),
        kind=enums.BudgetKind.REVISED,
        opening_ore=version.opening_ore,
        remark="",
        covers=version.covers,
        plan_years=[version.budget.year + step for step in range(1, PLAN_YEARS)],
    )
    act.add(draft, f"Började på en ändring av {version.name}.")
    BudgetLine.objects.bulk_create(
        BudgetLine(
            version=draft,
            position=line.position,
            year=line.year,
            side=line.side,
            key=line.key,
            amount_ore=line.amount_ore,
        )
        for line in version.lines.all()
        if line.year in (version.budget.year, *draft.plan_years)
    )
    return draft


def _free_name(stem: str, taken: set[str]) -> str:
    number, name = 2, stem
    while name in taken:
        name, number = f"{stem}, version {number}", number + 1
    return name


@action(CHANGE_PLAN)
def discard_draft(act: Act, version: BudgetVersion, seen: int) -> None:
    """Throw a draft away; a year without any version goes with it, unless it has scenarios."""
    locked = _draft(act, version)
    if locked.version != seen:
        raise RefusedChange(f"{locked.name} har ändrats sedan du öppnade den. Se efter innan du tar bort den.")
    amounts = {f"{line.side}.{line.key}.{line.year}": line.amount_ore for line in locked.lines.all()}
    act.tell(
        locked, f"Tog bort utkastet {locked.name}.", before={"amounts": amounts, "opening_ore": locked.opening_ore}
    )
    year = locked.budget
    locked.delete()
    if not year.versions.exists() and not year.scenarios.exists():
        year.delete()
