"""How a stranger writes: layout, signs, thousands, headings, pages. Drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from samverk.core.money import MINUS, NBSP
from tests.factories.strangers.draft import KR, MNKR_TENTH, TKR, TKR_TENTH, Number

LAYOUTS = ("tabs", "aligned", "single", "stacked")


@dataclass(frozen=True, slots=True)
class Style:
    """One stranger's habits. `page_lines` 0 leaves the text without pages; `minus` "()" is parentheses."""

    layout: str
    thousands: str
    minus: str
    zero: str
    unit_at: str  # label, title, line
    year_order: str  # newest, oldest
    budget_first: bool
    header_lines: int
    blank_lines: bool
    page_lines: int
    form_feed: bool
    has_contents: bool
    has_notes_column: bool
    bare_sums: bool
    breaks_labels: bool
    indents: bool
    gap: int
    number_dot: str
    capitals: bool
    unit_in_cells: bool


def drawn_style(layout: str, rng: random.Random) -> Style:
    """A style with the given layout."""
    positions = layout in ("tabs", "aligned")
    return Style(
        layout=layout,
        thousands=rng.choice((" ", " ", " ", NBSP, ".")),
        minus=rng.choice(("-", "-", MINUS, "–", "()")),
        zero=rng.choice(("0", "0", "-", "–")) if positions else "0",
        unit_at=rng.choice(("label", "label", "title", "line")),
        year_order=rng.choice(("newest", "newest", "oldest")),
        budget_first=rng.random() < 0.3,
        header_lines=rng.choice((1, 1, 2)) if layout != "stacked" else 1,
        blank_lines=rng.random() < 0.25,
        page_lines=rng.choice((0, 0, 38, 46, 54)),
        form_feed=rng.random() < 0.5,
        has_contents=rng.random() < 0.5,
        has_notes_column=rng.random() < 0.6,
        bare_sums=rng.random() < 0.4,
        breaks_labels=rng.random() < 0.3,
        indents=rng.random() < 0.5,
        gap=rng.choice((3, 4, 6, 9)),
        number_dot=rng.choice(("", ".")),
        capitals=rng.random() < 0.3,
        unit_in_cells=rng.random() < 0.2,
    )


def drawn_steps(rng: random.Random, tables: tuple[str, ...]) -> dict[str, int]:
    """Each table's printed unit: mostly kronor or thousands throughout, the overview often coarser."""
    steps = {"": rng.choice((KR,) * 6 + (TKR,) * 3 + (TKR_TENTH,))}
    for table in tables:
        if table in ("flerarsoversikt", "prognos", "driftredovisning"):
            steps[table] = rng.choice((steps[""], TKR, TKR))
    if rng.random() < 0.15:
        steps["flerarsoversikt"] = MNKR_TENTH
    return steps


def printed(number: Number, style: Style) -> str:
    """A number as this stranger prints it."""
    if number.is_hidden:
        return ".."
    if number.shown == 0:
        return style.zero if number.step and number.exact == 0 else "0"  # a dash is nothing at all, not a rounded zero
    whole = abs(number.shown) if number.step == 0 else abs(number.shown) // _unit(number.step)
    digits = f"{whole:,}".replace(",", style.thousands)
    if number.step in (MNKR_TENTH, TKR_TENTH):
        digits += f",{abs(number.shown) % _unit(number.step) // number.step}"
    if number.shown > 0:
        return digits
    return f"({digits})" if style.minus == "()" else f"{style.minus}{digits}"


def _unit(step: int) -> int:
    """The öre of the unit that a step is a tenth of, or is."""
    return {MNKR_TENTH: 100_000_000, TKR_TENTH: TKR}.get(step, step)
