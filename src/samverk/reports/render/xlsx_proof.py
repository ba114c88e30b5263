"""The sheets that prove a workbook: every figure exactly, the accounts, and their vouchers."""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction
from typing import Any

from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.tree import AccountPage
from samverk.core.ledger.model import COST_CENTRE, PROJECT
from samverk.core.money import round_half_away
from samverk.reports.render.proof import Proof, ProofLine, object_words
from samverk.reports.render.xlsx_formats import (
    DAY,
    EXACT,
    EXACT_PERCENT,
    WHOLE,
    Formats,
    kronor,
    row_height,
    write_number,
    write_text,
)
from samverk.reports.render.xlsx_layout import VOUCHERS, Layout, address

_LABEL, _WORDS, _PLACE = 52, 70, 50  # characters
_PROOF_COLUMNS = (
    ("Tal", _LABEL),
    ("Värde", 18),
    ("Enhet", 8),
    ("Så är det beräknat", _WORDS),
    ("Står i", _PLACE),
    ("Namn", 36),
)
_UNITS = {FigureUnit.ORE: "kr", FigureUnit.COUNT: "antal", FigureUnit.SHARE: "", FigureUnit.MONTHS: "månader"}


def write_headings(
    sheet: Any, formats: Formats, columns: tuple[tuple[str, int], ...], numbers: tuple[str, ...]
) -> None:
    """Headings with widths (in characters), frozen; those in `numbers` stand to the right."""
    for place, (name, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, formats.column_heading("right" if name in numbers else "left"))
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)


def write_proofs(sheet: Any, formats: Formats, layout: Layout) -> None:
    """One row per figure, and below it one for each thing it rests on, with a link there."""
    write_headings(sheet, formats, _PROOF_COLUMNS, ("Värde",))
    for figure_id, proof in layout.proofs.items():
        row = layout.proof_rows[figure_id]
        _proof_row(sheet, formats, layout, row, proof)
        for step in proof.steps:
            for line in step.lines:
                row += 1
                _proof_line(sheet, formats, layout, row, line)


def _proof_row(sheet: Any, formats: Formats, layout: Layout, row: int, proof: Proof) -> None:
    figure = proof.figure
    rule = {"top": 1, "top_color": "#C3CED2"}
    words = in_words(proof)
    _value(sheet, formats, row, figure, proof.exact, rule)
    unit = _UNITS[figure.unit] if figure.value is not None else ""
    write_text(sheet, row, 2, unit, formats.get(indent=1, align="left", **rule))
    write_text(sheet, row, 3, words, formats.get(text_wrap=True, **rule))
    shown = next((showing for showing in proof.showings if layout.showing_link(showing)), None)
    shown = shown or next(iter(proof.showings), None)
    link = layout.showing_link(shown) if shown is not None else ""
    place = shown.place if shown is not None else ""
    sheet.set_row(row, row_height((figure.label, _LABEL), (words, _WORDS), (place, _PLACE)))
    write_text(sheet, row, 0, figure.label, formats.get(bold=True, text_wrap=True, **rule))
    form = formats.link(text_wrap=True, **rule) if link else formats.get(text_wrap=True, **rule)
    write_text(sheet, row, 4, place, form, link)
    write_text(sheet, row, 5, figure.id, formats.quiet(**rule))


def _value(sheet: Any, formats: Formats, row: int, figure: Figure, exact: str, rule: dict[str, Any]) -> None:
    if figure.value is None:
        write_text(sheet, row, 1, exact, formats.get(bold=True, align="right", **rule))
    elif figure.unit is FigureUnit.SHARE:
        share = Fraction(figure.value)
        form = formats.get(bold=True, num_format=EXACT_PERCENT, **rule)
        sheet.write_number(row, 1, share.numerator / share.denominator, form)
    elif figure.unit is FigureUnit.MONTHS:
        tenths = round_half_away(Fraction(figure.value) * 10)
        sheet.write_number(row, 1, tenths / 10, formats.get(bold=True, num_format="0.0", **rule))
    else:
        is_money = figure.unit is FigureUnit.ORE
        number = kronor(int(figure.value)) if is_money else int(figure.value)
        write_number(sheet, row, 1, number, formats.get(bold=True, num_format=EXACT if is_money else WHOLE, **rule))


def in_words(proof: Proof) -> str:
    """How the figure is computed, in one text: kind and year, steps with their lines, remarks."""
    steps = (
        f"{step.heading} {'; '.join(f'{line.sign} {line.label}'.strip() for line in step.lines if line.is_part)}."
        for step in proof.steps
    )
    return " ".join([f"{proof.meaning}.", *steps, *proof.remarks])


def _proof_line(sheet: Any, formats: Formats, layout: Layout, row: int, line: ProofLine) -> None:
    link = layout.source_link(line)
    sheet.set_row(row, row_height((line.label, _LABEL - 4), (line.detail, _WORDS)), None, {"level": 1})
    form = (
        formats.link(indent=2, align="left", text_wrap=True)
        if link
        else formats.get(indent=2, align="left", text_wrap=True)
    )
    write_text(sheet, row, 0, f"{line.sign} {line.label}".strip(), form, link)
    if line.amount_ore is not None:
        write_number(sheet, row, 1, kronor(line.amount_ore), formats.get(num_format=EXACT))
        write_text(sheet, row, 2, "kr", formats.get(indent=1, align="left"))
    else:
        write_text(sheet, row, 1, line.exact, formats.get(align="right"))
    write_text(sheet, row, 3, line.detail, formats.quiet(text_wrap=True))


def write_accounts(sheet: Any, formats: Formats, layout: Layout) -> None:
    """One row per account and year, with a link to its first voucher."""
    columns = (("Konto", 10), ("Kontonamn", 44), ("År", 8), ("Ingående", 18), ("Förändring", 18), ("Utgående", 18))
    write_headings(sheet, formats, (*columns, ("Rader", 9)), ("Ingående", "Förändring", "Utgående", "Rader"))
    for key, page in layout.pages.items():
        row = layout.account_rows[key]
        link = address(VOUCHERS, layout.voucher_rows[key], 0) if page.lines else ""
        write_text(sheet, row, 0, page.account, formats.link() if link else formats.get(), link)
        write_text(sheet, row, 1, page.name, formats.get())
        sheet.write_number(row, 2, page.year, formats.get(align="left"))
        amounts = (page.opening_ore, page.closing_ore - page.opening_ore, page.closing_ore)
        for column, ore in enumerate(amounts, 3):
            write_number(sheet, row, column, kronor(ore), formats.get(num_format=EXACT))
        sheet.write_number(row, 6, len(page.lines), formats.get(num_format=WHOLE))


def write_vouchers(sheet: Any, formats: Formats, layout: Layout) -> None:
    """Every line of every account page, with filters."""
    columns = (("Konto", 10), ("Kontonamn", 34), ("År", 8), ("Verifikat", 12), ("Datum", 12), ("Text", 52))
    more = (("Projekt", 12), ("Kostnadsställe", 15), ("Andra dimensioner", 20), ("Belopp, kr", 18))
    write_headings(sheet, formats, (*columns, *more), ("Belopp, kr",))
    last = 0
    for key, page in layout.pages.items():
        last = _voucher_rows(sheet, formats, layout.voucher_rows[key], page, last)
    sheet.autofilter(0, 0, last, len(columns) + len(more) - 1)


def _voucher_rows(sheet: Any, formats: Formats, first: int, page: AccountPage, last: int) -> int:
    """Write the lines of one account; the last row written so far."""
    plain, day, amount = formats.get(), formats.get(num_format=DAY, align="left"), formats.get(num_format=EXACT)
    for row, line in enumerate(page.lines, first):
        objects = dict(line.objects)
        others = tuple(pair for pair in line.objects if pair[0] not in (PROJECT, COST_CENTRE))
        write_text(sheet, row, 0, page.account, plain)
        write_text(sheet, row, 1, page.name, plain)
        sheet.write_number(row, 2, page.year, formats.get(align="left"))
        write_text(sheet, row, 3, line.voucher, plain)
        sheet.write_datetime(row, 4, datetime.combine(line.day, time()), day)
        write_text(sheet, row, 5, line.text, plain)
        write_text(sheet, row, 6, objects.get(PROJECT, ""), plain)
        write_text(sheet, row, 7, objects.get(COST_CENTRE, ""), plain)
        write_text(sheet, row, 8, object_words(others), plain)
        write_number(sheet, row, 9, kronor(line.amount_ore), amount)
    return max(last, first + len(page.lines) - 1)
