"""A plan as a workbook that goes on reckoning: amounts as numbers, sums as formulas with their values in store.

A later opening is a formula of the closing before it, the room to grant is the least later closing less the floor, and
every ceiling is reckoned on its named base. Text is always written as text. Pasted back, the sheet changes nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from samverk.core.money import MoneyUnit
from samverk.core.organisation import SavedFundsCeiling
from samverk.core.planning.plan import Plan
from samverk.core.planning.scenario import Scenario
from samverk.reports.plan.plan_sheet import PlanSheet
from samverk.reports.plan.scenario_sheet import write_scenario
from samverk.reports.render.xlsx_formats import Formats

PLAN_SHEET, SCENARIO_SHEET = "Flerårsplan", "Scenario"
_A4 = 9


@dataclass(frozen=True, slots=True)
class PlanWorkbook:
    """What goes into the workbook. `day` is the day it is made; `note` is a Swedish line under the title."""

    plan: Plan
    association: str
    day: date
    unit: MoneyUnit = MoneyUnit.TKR
    floor_ore: int = 0
    ceilings: Sequence[SavedFundsCeiling] = ()
    scenario: Scenario | None = None
    note: str = ""
    accent: str = ""


def render(content: PlanWorkbook) -> bytes:
    """The plan as XLSX, the same bytes every time. Raises ValueError (Swedish) when the accent is not a colour."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.combine(content.day, time())
    title = f"{content.plan.name or PLAN_SHEET}, {content.association}"
    workbook.set_properties({"title": title, "author": content.association, "created": created})
    formats = Formats(workbook, content.accent)
    sheet = workbook.add_worksheet(PLAN_SHEET)
    PlanSheet(sheet, formats, content.plan, content.unit).write(
        content.association, content.note, content.floor_ore, content.ceilings
    )
    _set_page(sheet, content, PLAN_SHEET)
    if content.scenario is not None:
        extra = workbook.add_worksheet(SCENARIO_SHEET)
        write_scenario(extra, formats, content.plan, content.scenario, content.unit)
        _set_page(extra, content, SCENARIO_SHEET)
    workbook.close()
    return file.getvalue()


def _set_page(sheet: Any, content: PlanWorkbook, name: str) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    foot = f"{content.association} · {content.plan.name} · {name}".replace("&", "&&")
    sheet.set_footer(f"&L&9{foot[:200]}&R&9sida &P av &N")
