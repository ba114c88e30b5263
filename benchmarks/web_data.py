"""Many associations with many years, quickly: the demo's Lund copied row by row inside the database.

Nothing passes the door here, so the copies' chains are not proved; the pages do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

LUND = Path(__file__).resolve().parents[1] / "examples" / "lund"
STEP = 10_000_000
"""Apart by so much lie the row numbers of two associations; a hundredth of it, those of two pairs of years."""
LEFT_OUT = {"CalendarFeed"}


def build(associations: int, years: int) -> None:
    """Load the demo with its returns, copy its two years back in time, and then the association."""
    from samverk.apps.outcomes.demo import take_demo_returns
    from samverk.apps.publishing.demo import load_demo
    from samverk.cli.demo_register import DemoRegister

    files = {path.relative_to(LUND).as_posix(): path.read_bytes() for path in LUND.rglob("*") if path.is_file()}
    with TemporaryDirectory() as folder:
        returns = DemoRegister(Path(folder) / "register").make()
    take_demo_returns(load_demo(files), returns.public_key, returns.files)
    with transaction.atomic():
        for back in range(2, years, 2):
            _copy_years(back)
        for number in range(1, associations):
            _copy_association(number)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _ours()):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("samverk.") and model.__name__ not in LEFT_OUT
    ]


def _named(*names: str) -> list[type[models.Model]]:
    return [model for model in _ours() if model.__name__ in names]


def _copy_years(back: int) -> None:
    """The books, budgets and reports of both years, so many years earlier."""
    moved = _named(
        *("LedgerImport", "LedgerFile", "Account", "DimensionObject", "ObjectBalance", "Voucher", "Posting"),
        *("BudgetYear", "BudgetVersion", "BudgetLine", "AnnualReportYear", "PastYear", "Chapter"),
    )
    for model in moved:
        changed = {"plan_years": "'[]'"} if model.__name__ == "BudgetVersion" else {}
        for field in model._meta.local_concrete_fields:
            if field.column == "year":
                changed["year"] = f"year - {back}"
            elif isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
                changed[field.column] = _earlier(field.column, back)
        if model.__name__ == "AnnualReportYear":  # long since decided
            changed["decided"] = _day_after("year", back)
        _copy(model, back * STEP // 100, STEP // 100, moved, changed)


def _earlier(column: str, years: int) -> str:
    if connection.vendor == "sqlite":
        return f"date({column}, '-{years} years')"
    return f"({column} - interval '{years} years')::date"


def _day_after(column: str, years: int) -> str:
    """20 March of the year after, so many years earlier."""
    if connection.vendor == "sqlite":
        return f"({column} - {years - 1}) || '-03-20'"
    return f"make_date({column} - {years - 1}, 3, 20)"


def _copy_association(number: int) -> None:
    """Everything of Lund's for another association, with its money times one, two or three."""
    moved, factor = _ours(), 1 + number % 3
    own = {
        "Association": {
            "slug": f"'lund-{number}'",
            "name": f"'Finsam Lund {number}'",
            "org_number": f"'{222001 + number:06d}-0000'",
        },
        "User": {"email": f"'a{number}-' || email"},
        "AuditChain": {"association_id": f"association_id + {number * STEP}"},
        "AuditEvent": {"association_id": f"association_id + {number * STEP}"},
    }
    for model in moved:
        money = [field.column for field in model._meta.local_concrete_fields if field.column.endswith("_ore")]
        changed = {column: f"{column} * {factor}" for column in money} | own.get(model.__name__, {})
        only = "association_id > 0" if model.__name__.startswith("Audit") else ""
        _copy(model, number * STEP, STEP, moved, changed, only)


def _copy(
    model: type[models.Model],
    shift: int,
    below: int,
    moved: list[type[models.Model]],
    changed: Mapping[str, str],
    only: str = "",
) -> None:
    """Copy the rows numbered under `below`, `shift` higher, with what refers to other moved rows moved as well."""
    columns, values = [], []
    for field in model._meta.local_concrete_fields:
        refers = field.is_relation and field.related_model in moved
        own_number = field.primary_key and not field.is_relation and model.__name__ != "AuditChain"
        column = f'"{field.column}"'
        columns.append(column)
        values.append(changed.get(field.column, f"{column} + {shift}" if refers or own_number else column))
    key, table = model._meta.pk.column, model._meta.db_table
    where = " AND ".join(part for part in (f"{key} < {below}", only) if part)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM "{table}" WHERE {where}'
        )
