"""DR-04: the operating account's net cost is a cost, not the result once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.places import OPERATING_ACCOUNT
from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.tie_out import Addend, key_of, sum_up


@rule("DR-04", title="Nettokostnaden", severity=Severity.ERROR, source=("R14", ""), valid_from=date(2019, 1, 1))
def net_cost_is_not_the_result(context: Context) -> Iterator[Outcome]:
    """Raden för nettokostnad visar resultatet en gång till, fast intäkterna står på en egen rad.

    Skriv verksamhetens kostnader på raden. Nettokostnaden och intäkterna ska tillsammans bli resultatet.
    """
    table = context.reading.table(OPERATING_ACCOUNT)
    section = context.reading.section_of(OPERATING_ACCOUNT)
    if table is None or section is None:
        return
    repeated: list[tuple[Printed, Printed, Printed]] = []
    for index, column in enumerate(table.columns):
        found: list[Printed] = []
        for name in ("nettokostnad", "summa_intakter", "resultat"):
            row = table.row(name)
            number = context.reading.printed(section, table, row, index) if row is not None else None
            if number is not None:
                found.append(number)
        if len(found) < 3 or column.role in ("deviation", "change", "share"):
            continue
        cost, income, result = found
        if income.amount and cost.amount == result.amount and cost.amount:
            repeated.append((cost, income, result))
        elif not isinstance(sum_up(result, (Addend(cost), Addend(income))), Fault):
            yield Held((key_of(result), key_of(cost), key_of(income)))
    for numbers in repeated:
        yield _fault(*numbers)


def _fault(cost: Printed, income: Printed, result: Printed) -> Fault:
    right = result.amount - income.amount
    return Fault(
        cost.place,
        cost.words(right),
        cost.words(cost.amount),
        detail=f"Talet är detsamma som i raden {result.row.label}.",
        section_id=cost.section.id,
        cells=(key_of(cost),),
        difference_ore=cost.amount - right,
    )
