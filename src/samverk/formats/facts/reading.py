"""The facts directory as a whole: every file read, every mistake in every file told at once."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from samverk.core.document.tree import InputFile
from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger
from samverk.core.measures import MeasureList
from samverk.core.organisation import Association
from samverk.core.planning.budget import BudgetYear
from samverk.core.problems import Problem, ProblemSeverity, is_unusable
from samverk.formats.facts.books import books_of, prior_year, read_books
from samverk.formats.facts.crosscheck import Parts, cross_check
from samverk.formats.facts.tables import FactsTable, Model, read_table
from samverk.formats.facts.toml_text import decode, quoted

ASSOCIATION_FILE = "forbund.toml"
MEASURES_FILE = "insatser.toml"
LARGEST_FILE = 256 * 1024 * 1024

_BUDGET = re.compile(r"budget-(\d{4})\.toml")
_TEXT = re.compile(r"text/([a-z0-9_]+)\.md")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    files: Mapping[str, bytes]
    problems: list[Problem] = field(default_factory=list)
    inputs: list[InputFile] = field(default_factory=list)

    def tell(self, severity: ProblemSeverity, code: str, message: str, file: str = "") -> None:
        self.problems.append(Problem(severity, code, message, file))

    def take(self, name: str) -> bytes:
        """The bytes of a file, entered among the inputs with their hash."""
        data = self.files[name]
        self.inputs.append(InputFile(name, hashlib.sha256(data).hexdigest()))
        return data

    def table(self, name: str, model: type[Model]) -> FactsTable[Model] | None:
        table, problems = read_table(self.take(name), name, model)
        self.problems += problems
        return table

    def required(self, name: str, model: type[Model]) -> FactsTable[Model] | None:
        if name in self.files:
            return self.table(name, model)
        near = difflib.get_close_matches(name, [known for known in self.files if "/" not in known], n=1, cutoff=0.7)
        there = f" Det finns en fil som heter {quoted(near[0])}; ska den byta namn?" if near else ""
        message = f"filen saknas.{there} Ett startpaket med alla filer görs med kommandot samverk new."
        self.tell(ProblemSeverity.REFUSE, "FA-SAKNAS", message, name)
        return None


def read(
    directory_files: Mapping[str, bytes], year: int | None, *, needs_books: bool = True
) -> tuple[Facts | None, list[Problem]]:
    """Read a facts directory given as file names ("text/mal.md", with "/") and their bytes.

    `year` is the year of the report; None takes the one in forbund.toml. Facts is None exactly when a problem says
    REFUSE. Files that are no part of the facts are left alone. Without `needs_books` a directory that has no books of
    the year is read as well.
    """
    reading = _Reading(directory_files)
    association = reading.required(ASSOCIATION_FILE, Association)
    measures = reading.required(MEASURES_FILE, MeasureList)
    budgets = _read_budgets(reading)
    reading.problems += cross_check(Parts(association, measures, tuple(budgets.values())))
    if year is None:
        year = association.value.annual_report.year if association is not None else None
    texts = _read_texts(reading)
    ledgers: dict[int, Ledger] = {}
    if year is not None:
        _check_year(reading, association, year, budgets)
        org_number = association.value.org_number if association is not None else ""
        ledgers = _read_ledgers(reading, year, org_number, needs_books)
    if association is None or measures is None or year is None or is_unusable(reading.problems):
        return None, reading.problems
    facts = Facts(
        year=year,
        association=association.value,
        measures=measures.value.measures,
        budgets={each: budgets[each].value for each in sorted(budgets)},
        ledgers=ledgers,
        texts=texts,
        inputs=tuple(reading.inputs),
    )
    return facts, reading.problems


def _read_budgets(reading: _Reading) -> dict[int, FactsTable[BudgetYear]]:
    budgets: dict[int, FactsTable[BudgetYear]] = {}
    for name in sorted(reading.files):
        match = _BUDGET.fullmatch(name)
        table = reading.table(name, BudgetYear) if match else None
        if match is None or table is None:
            continue
        if table.value.year != int(match[1]):
            message = (
                f"filens namn säger {match[1]} men nyckeln ar säger {table.value.year}. "
                f"Rätta nyckeln, eller ge filen namnet budget-{table.value.year}.toml."
            )
            reading.problems.append(
                Problem(ProblemSeverity.REFUSE, "FA-FEL-AR", message, name, table.lines.get(("ar",)), "ar")
            )
        budgets[int(match[1])] = table
    return budgets


def _check_year(
    reading: _Reading, association: FactsTable[Association] | None, year: int, budgets: Mapping[int, object]
) -> None:
    if association is not None and association.value.annual_report.year != year:
        found = association.value.annual_report.year
        message = (
            f"katalogen gäller {found}, men rapporten ska gälla {year}. Ange --year {found}, eller kopiera katalogen "
            f"till en ny för {year} och ändra nyckeln där."
        )
        line = association.lines.get(("arsredovisning", "ar"))
        key = "arsredovisning.ar"
        reading.problems.append(Problem(ProblemSeverity.REFUSE, "FA-FEL-AR", message, ASSOCIATION_FILE, line, key))
    name = f"budget-{year}.toml"
    if name not in reading.files and year not in budgets:
        message = (
            "filen saknas, så rapporten kan inte jämföra utfallet med budgeten, och siffror som börjar på budget, "
            "avvikelse eller prognos finns inte att citera. Lägg till den beslutade budgeten."
        )
        reading.tell(ProblemSeverity.WARNING, "FA-SAKNAS", message, name)


def _read_texts(reading: _Reading) -> dict[str, str]:
    """The prose by chapter. Hints between <!-- and --> are left out, their lines kept so that line numbers hold."""
    texts: dict[str, str] = {}
    for name in sorted(reading.files):
        match = _TEXT.fullmatch(name)
        if match is None:
            if name.startswith("text/") and name.lower().endswith(".md"):
                message = "filens namn ska bara ha små bokstäver a–z, siffror och _, till exempel text/framtid.md."
                reading.tell(ProblemSeverity.WARNING, "FA-FILNAMN", message, name)
            continue
        text, problems = decode(reading.take(name), name)
        reading.problems += problems
        if text is not None:
            words = without_hints(text)
            texts.update({match[1]: words} if words.strip() else {})
    return texts


def without_hints(text: str) -> str:
    """A chapter's text without what stands between <!-- and -->; line numbers hold."""
    return _COMMENT.sub(lambda hint: "\n" * hint[0].count("\n"), text)


def chapter_texts(directory_files: Mapping[str, bytes]) -> dict[str, str]:
    """The chapters' texts as they were typed, hints and all, by chapter; `read` tells of those that cannot be read."""
    texts: dict[str, str] = {}
    for name, data in directory_files.items():
        match = _TEXT.fullmatch(name)
        text = decode(data, name)[0] if match else None
        if match is not None and text is not None:
            texts[match[1]] = text
    return texts


def _read_ledgers(reading: _Reading, year: int, org_number: str, needs_books: bool) -> dict[int, Ledger]:
    ledgers: dict[int, Ledger] = {}
    for each in (year, year - 1):
        name = books_of(reading.files, each)
        if name is not None:
            ledger, problems = read_books(reading.take(name), name, each, org_number)
            reading.problems += problems
            ledgers.update({each: ledger} if ledger is not None else {})
        elif each == year and needs_books:
            message = (
                f"filen saknas. Exportera {year} som SIE typ 4 ur ekonomisystemet och lägg den här med det namnet."
            )
            reading.tell(ProblemSeverity.REFUSE, "FA-SAKNAS", message, f"bokforing-{year}.se")
        elif year in ledgers:
            _remember_prior_year(reading, ledgers, year)
    return ledgers


def _remember_prior_year(reading: _Reading, ledgers: dict[int, Ledger], year: int) -> None:
    """Take the year before from the balances that the books of `year` carry, and say what that leaves out."""
    remembered = prior_year(ledgers[year], year)
    missing = f"bokforing-{year - 1}.se"
    if remembered is None:
        message = f"filen saknas och böckerna för {year} har inga saldon för {year - 1}, så jämförelseåret blir tomt."
        reading.tell(ProblemSeverity.WARNING, "FA-JAMFORELSEAR", f"{message} Lägg till filen.", missing)
        return
    ledgers[year - 1] = remembered
    message = (
        f"filen saknas. Saldona för {year - 1} är hämtade ur böckerna för {year}; kostnader per insats för {year - 1} "
        "kan därför saknas. Lägg till filen om jämförelsen ska bli hel."
    )
    reading.tell(ProblemSeverity.WARNING, "FA-JAMFORELSEAR", message, missing)


def read_directory(path: Path, year: int | None) -> tuple[Facts | None, list[Problem]]:
    """Read the facts directory at `path`. Only files that can be facts are opened; see `read`.

    A directory that is missing or cannot be read gives None and a REFUSE problem.
    """
    if not path.is_dir():
        what = "är ingen katalog" if path.exists() else "finns inte"
        message = f"{quoted(path)} {what}. Ange katalogen där forbund.toml ligger, eller gör en ny med samverk new."
        return None, [Problem(ProblemSeverity.REFUSE, "FA-KATALOG", message)]
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for each in sorted((*path.iterdir(), *path.glob("text/*"))):
        name = each.relative_to(path).as_posix()
        if not each.is_file() or each.suffix.lower() not in (".toml", ".md", ".se", ".si"):
            continue
        try:
            if each.stat().st_size > LARGEST_FILE:
                message = "filen är större än 256 MB och läses inte. En SIE-fil för ett förbund är några MB."
                problems.append(Problem(ProblemSeverity.REFUSE, "FA-STOR", message, name))
                continue
            files[name] = each.read_bytes()
        except OSError as error:
            message = f"filen gick inte att öppna ({error.errno}). Kontrollera att du har rätt att läsa den."
            problems.append(Problem(ProblemSeverity.REFUSE, "FA-OLASBAR", message, name))
    facts, found = read(files, year)
    unread = {problem.file for problem in problems}
    return (None if problems else facts), [*problems, *(each for each in found if each.file not in unread)]
