"""Releasing figures (offentliggöra siffror): what of returns is printed, and whether it gives anyone away.

Every release is tried together with all that was released before: what two tables hide, a third may tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from samverk.core.disclosure.attack import AttackReport, attack
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.linking import released
from samverk.core.outcomes.receiving import named
from samverk.core.outcomes.returned import Return


def chosen(given: Return, tables: Collection[str]) -> Return:
    """The return with some of its tables, and the means and medians of those."""
    return replace(
        given,
        tables=tuple(each for each in given.tables if each.table in tables),
        summaries=tuple(each for each in given.summaries if each.table in tables),
    )


def release_of(name: str, parts: Sequence[Return], day: date | None = None) -> Release:
    """Everything that some returns say, as one release called `name`."""
    made = [released(each, name) for each in parts]
    cells: dict[str, ReleasedCell] = {}
    for release in made:
        for cell in release.cells:
            cells.setdefault(cell.key, cell)
    return Release(
        name,
        tuple(cells.values()),
        tuple(dict.fromkeys(total for release in made for total in release.totals)),
        means=tuple(dict.fromkeys(mean for release in made for mean in release.means)),
        day=day,
    )


def hindrances(before: Sequence[Release], draft: Release, rule: DisclosureRule) -> tuple[str, ...]:
    """Why a draft may not be released after all that was released `before`, in Swedish; () when it may.

    What the earlier releases gave away already does not stop a draft that has nothing to do with it.
    """
    known = attack(before, rule) if before else AttackReport()
    found = attack([*before, draft], rule)
    if found.contradiction:
        return ("Siffrorna går inte ihop med det som redan är offentligt. Välj bort tabeller eller be om en rättelse.",)
    printed = {cell.key for cell in draft.cells}
    old = {cell.key for cell in _exposed(known)} - printed
    small = [cell.name for cell in found.small if cell.key in printed]
    given_away = [each.cell.name for each in (*found.recovered, *found.narrow) if each.cell.key not in old]
    means = [each for each in found.telling_means if each not in known.telling_means or each in draft.means]
    return tuple(_told(small, given_away, has_means=bool(means)))


def _exposed(report: AttackReport) -> Iterator[ReleasedCell]:
    yield from (each.cell for each in (*report.recovered, *report.narrow))


def _told(small: Sequence[str], given_away: Sequence[str], *, has_means: bool) -> Iterator[str]:
    if small:
        yield f"Små antal skulle visas: {named(small)}. Välj bort tabellen, eller be registret om en ny återrapport."
    if given_away:
        yield (
            f"Tillsammans med det som redan är offentligt går dolda antal att räkna ut: {named(given_away)}. "
            "Välj bort en av tabellerna."
        )
    if has_means:
        yield "Ett medelvärde eller en median gäller för få personer. Välj bort tabellen som det hör till."
