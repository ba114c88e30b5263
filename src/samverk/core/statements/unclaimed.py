"""What the books know and nobody has told of: projects without a measure, income without a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.core.association_kinds import IncomeKind, MemberKind
from samverk.core.ledger.model import PROJECT, Ledger
from samverk.core.measures import Measure
from samverk.core.organisation import Member
from samverk.core.statements.lines import COST_LINES
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.profile import Line

_STATE_WORDS = ("stat", "försäkringskassa", "arbetsförmedling")
_KIND_WORDS = {MemberKind.REGION: "region", MemberKind.MUNICIPALITY: "kommun"}
_GRANT_WORDS = ("esf", "socialfond", "bidrag")


@dataclass(frozen=True, slots=True)
class UnclaimedProject:
    """A project code with its name in the books, "" for none. `costs` is what it cost by year, öre, latest first."""

    code: str
    name: str
    costs: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class UnclaimedIncome:
    """An account of income; `income` by year, öre, latest first. `kind` and `members` are what its name suggests."""

    account: str
    name: str
    income: Mapping[int, int]
    kind: IncomeKind
    members: tuple[str, ...]


def unclaimed_projects(
    books: Mapping[int, MappedBooks], ledgers: Mapping[int, Ledger], measures: Sequence[Measure]
) -> tuple[UnclaimedProject, ...]:
    """The projects with anything on them in a year of `books` and no measure, in the order of their codes."""
    claimed = {code for measure in measures for code in measure.projects}
    used = {
        key.project for mapped in books.values() for key, ore in mapped.books.results.items() if key.project and ore
    }
    years = sorted(books, reverse=True)
    return tuple(
        UnclaimedProject(
            code,
            next((name for year in years if year in ledgers and (name := _name(ledgers[year], code))), ""),
            {year: _cost(books[year], code) for year in years},
        )
        for code in sorted(used - claimed)
    )


def unclaimed_income(books: Mapping[int, MappedBooks], members: Sequence[Member]) -> tuple[UnclaimedIncome, ...]:
    """The accounts of income that belong to no source, in order of number."""
    years = sorted(books, reverse=True)
    sums: dict[str, dict[int, int]] = {}
    names: dict[str, str] = {}
    for year in years:
        for cell in books[year].select(Line.OPERATING_INCOME):
            if not cell.income_source and cell.amount_ore:
                of_account = sums.setdefault(cell.key.account, dict.fromkeys(years, 0))
                of_account[year] -= cell.amount_ore
                names.setdefault(cell.key.account, cell.name)
    found = []
    for account in sorted(sums):
        likely = likely_members(names[account], members)
        found.append(UnclaimedIncome(account, names[account], sums[account], _kind(names[account], likely), likely))
    return tuple(found)


def likely_members(account_name: str, members: Sequence[Member]) -> tuple[str, ...]:
    """The members that the name of an income account speaks of: the state's two, or the region or municipality."""
    said = account_name.casefold()
    if any(word in said for word in _STATE_WORDS):
        return tuple(member.name for member in members if member.kind.is_state)
    for kind, word in _KIND_WORDS.items():
        of_kind = [member.name for member in members if member.kind is kind]
        named = [name for name in of_kind if any(part in said for part in _own_words(name))]
        if named:
            return tuple(named)
        if word in said and len(of_kind) == 1:
            return tuple(of_kind)
    return ()


def _own_words(member_name: str) -> list[str]:
    """What sets a member's name apart: "Östersunds kommun" → "östersund"."""
    words = (word.removesuffix("s") for word in member_name.casefold().split())
    return [word for word in words if len(word) > 2 and not any(word.startswith(each) for each in _KIND_WORDS.values())]


def _kind(account_name: str, members: Sequence[str]) -> IncomeKind:
    if members:
        return IncomeKind.MEMBER
    is_grant = any(word in account_name.casefold() for word in _GRANT_WORDS)
    return IncomeKind.EXTERNAL if is_grant else IncomeKind.OTHER


def _name(ledger: Ledger, code: str) -> str:
    return ledger.objects.get((PROJECT, code), "").strip()


def _cost(mapped: MappedBooks, code: str) -> int:
    return sum(cell.amount_ore for cell in mapped.select(*COST_LINES) if cell.key.project == code)
