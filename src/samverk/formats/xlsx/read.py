"""Excel workbooks → `Source`: the door. Each sheet is one grid; formulas are read as they were last calculated.

Macros, data connections and links to other workbooks are never followed.
"""

from __future__ import annotations

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Grid, Source, SourceKind
from samverk.formats.docx.package import Package, open_package
from samverk.formats.docx.refused import BROKEN, RefusedError
from samverk.formats.xlsx.sheet import SheetReader, Tally, listed
from samverk.formats.xlsx.workbook import Workbook, read_workbook

_PICTURES = ("xl/charts/", "xl/media/", "xl/diagrams/")


def read_xlsx(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read the bytes of an .xlsx or .xlsm. `name` is the file name that places and problems carry.

    Place.cell is "Blad!B7". `GridCell.number` is in the unit that is shown (12.5 for "12,5 %", thousands where the
    format shows thousands), not rounded to the decimals shown. Hidden sheets, rows and columns are read. Returns None
    and one REFUSE problem when nothing can be used. Never raises.
    """
    try:
        package = open_package(data)
        if package.kind() is not SourceKind.XLSX:
            raise RefusedError("LAS-SLAG", "Filen är inte en Excel-arbetsbok. Spara den som .xlsx.")
    except RefusedError as refused:
        return None, (refused.problem(name),)
    return read_xlsx_package(package, name)


def read_xlsx_package(package: Package, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read an opened package whose main part is a workbook. As `read_xlsx`."""
    try:
        return _read(package, name)
    except RefusedError as refused:
        return None, (refused.problem(name),)


def _read(package: Package, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    workbook = read_workbook(package)
    tally = Tally()
    problems = package.notes(name)
    grids: list[Grid] = []
    broken: RefusedError | None = None
    for sheet in workbook.sheets:
        if sheet.kind != "worksheet":
            continue
        try:
            grid = SheetReader(workbook, name, sheet.name, tally).read(package.read(sheet.part), sheet.part)
        except RefusedError as refused:
            if refused.code != BROKEN:
                raise
            broken = refused
            message = (
                f"Bladet {sheet.name} är skadat och inte läst. Öppna filen i Excel, reparera den och spara en kopia."
            )
            problems.append(Problem(ProblemSeverity.ERROR, "LAS-XLSX-BLAD", message, name))
            continue
        grids.append(grid)
        if sheet.is_hidden and grid.rows:
            tally.hidden.append(f"bladet {sheet.name}")
    if not any(cell is not None and cell.text for grid in grids for row in grid.rows for cell in row):
        raise broken or _nothing(tally)
    problems += _tell(package, workbook, tally, name)
    return Source(name, SourceKind.XLSX, tuple(grids)), tuple(problems)


def _nothing(tally: Tally) -> RefusedError:
    if tally.formulas:
        return RefusedError(
            "LAS-XLSX-OBERAKNAD",
            "Arbetsboken har bara formler som aldrig är beräknade. Öppna den i Excel, spara den och använd den filen.",
        )
    return RefusedError(
        "LAS-TOM", "Arbetsboken är tom: inget blad har något i sina celler. Se efter att det är rätt fil."
    )


def _tell(package: Package, workbook: Workbook, tally: Tally, name: str) -> list[Problem]:
    """What to look at: values that may be missing or old, and what was read though it is hidden."""
    warning, note = ProblemSeverity.WARNING, ProblemSeverity.NOTE
    never = "Öppna arbetsboken i Excel, spara den och läs in den filen."
    told: list[tuple[ProblemSeverity, str, str]] = []
    if tally.uncalculated:
        found = f"Formler utan beräknat värde: {listed(tally.uncalculated)}. De är lästa som tomma."
        told.append((warning, "LAS-XLSX-OBERAKNAD", f"{found} Filen är aldrig beräknad. {never}"))
    elif workbook.is_calculated_later and tally.formulas and not tally.shown_formulas:
        found = "Alla formler visar 0 och filen ber om att få bli beräknad när den öppnas."
        told.append((warning, "LAS-XLSX-OBERAKNAD", f"{found} Värdena är troligen inte de rätta. {never}"))
    if tally.errors:
        found = f"Celler visar fel i stället för värde: {listed(tally.errors)}."
        told.append((warning, "LAS-XLSX-FELVARDE", f"{found} De är lästa som text. Rätta formlerna i Excel."))
    if tally.hidden:
        found = f"Dolt i arbetsboken: {listed(tally.hidden)}."
        told.append((note, "LAS-XLSX-DOLT", f"{found} Dolda blad, rader och kolumner är lästa; dolda tal är det inte."))
    if workbook.has_links_out:
        found = "Formler hämtar värden ur andra arbetsböcker. Värdena är lästa som de senast visades här."
        told.append((note, "LAS-XLSX-LANK", found))
    if any(part.startswith(_PICTURES) for part in package.names) or any(
        sheet.kind == "chartsheet" for sheet in workbook.sheets
    ):
        told.append((note, "LAS-XLSX-BILD", "Diagram, bilder och textrutor i arbetsboken är inte lästa, bara celler."))
    return [Problem(severity, code, message, name) for severity, code, message in told]
