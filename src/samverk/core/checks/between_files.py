"""FI: documents reviewed together say the same of the same year, and a year begins where the year before ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.agreement import Pair, pairs, try_pairs
from samverk.core.checks.finding import Severity
from samverk.core.checks.places import BALANCE_SHEET, CASH_FLOW
from samverk.core.checks.reading import Reading
from samverk.core.checks.rule import Context, Fault, Held, Outcome, Rounded, rule
from samverk.core.checks.tie_out import fault_at, key_of
from samverk.core.law import OWN_RULE

_ALWAYS = date(2004, 1, 1)
_OWN = (OWN_RULE, "")


@rule("FI-01", title="Samma rad i två filer", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def files_agree(context: Context) -> Iterator[Outcome]:
    """Två filer visar samma sak med olika tal.

    Se efter vilket beslut eller vilken bokföring som gäller. Har ett senare beslut ändrat beloppet ska texten säga det.
    """
    for other in context.others:
        if _is_same_association(context, other):
            for found in pairs(other.all_printed(), context.reading.all_printed()).values():
                yield from try_pairs(found)


_CLOSING = ((CASH_FLOW, "kf.likvida_medel_ut"), (BALANCE_SHEET, "kassa_och_bank"))
_OPENING = ((CASH_FLOW, "kf.likvida_medel_in"),)


@rule("FI-02", title="Slutet i en fil är början i nästa", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def one_file_ends_where_the_next_begins(context: Context) -> Iterator[Outcome]:
    """Likvida medel vid årets början är inte vad den tidigare filen slutade med.

    Den ingående balansen ska vara förra årets utgående. Se efter vilket av talen som är rätt.
    """
    for other in context.others:
        if not _is_same_association(context, other):
            continue
        for year in (context.document.year, context.document.year - 1):
            opening = context.reading.first_outcome(_OPENING, year)
            closing = other.first_outcome(_CLOSING, year - 1)
            if opening is not None and closing is not None:
                yield _compared(Pair(closing, opening))


def _compared(pair: Pair) -> Outcome:
    cells = (key_of(pair.second), key_of(pair.first))
    if pair.agrees:
        return Held(cells)
    if pair.agrees_nearly:
        return Rounded(pair.second.table.id, pair.second.row.id, pair.second.section.id, cells)
    fault: Fault = fault_at(
        pair.second,
        pair.second.words(abs(pair.first.amount)),
        detail=f"Jämfört med {pair.first.place}.",
        cells=cells,
        difference_ore=pair.difference,
    )
    return fault


def _is_same_association(context: Context, other: Reading) -> bool:
    """False when both documents name their association and the names differ."""
    mine, theirs = context.document.association.lower(), other.document.association.lower()
    shared = {word.rstrip("s") for word in mine.split()} & {word.rstrip("s") for word in theirs.split()}
    return not mine or not theirs or bool(shared - _SAID_BY_ALL)


_SAID_BY_ALL = {"samordningsförbundet", "samordningsförbund", "finsam", "i", "och"}
