"""What the text may speak of: concepts with their words in prose and their places in tables.

A concept is looked up by the names that rows have in our statements, and by the words of the row where a reader did not
recognise the statement. All places count: a claim that agrees with one of them is not contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from samverk.core.checks.places import (
    ASSETS,
    BALANCE_SHEET,
    BUDGET_OUTCOME,
    CASH_FLOW,
    EQUITY,
    FORECAST,
    INCOME_STATEMENT,
    LIABILITIES,
    OPERATING_ACCOUNT,
    OVERVIEW,
    RECEIVABLES,
    RESULT,
    Places,
)
from samverk.core.checks.reading import Printed, Reading
from samverk.core.document.tree import Column, ColumnKind, RowRole, Section, Table
from samverk.core.money import MINUS, MoneyUnit, format_amount, round_half_away
from samverk.core.words import fold

OUTCOMES = ("", "outcome", "previous")
PLANS = ("budget", "plan", "forecast")
_PLAN_TABLE = "budget"
_NOT_BY_MEASURE = (INCOME_STATEMENT, BALANCE_SHEET, CASH_FLOW, OPERATING_ACCOUNT, OVERVIEW, FORECAST)
_TAIL = re.compile(r"(?: (?:infor|for|ar|den|per|31 12|12 31|ib|ub))*(?: (?:19|20)\d\d)+(?: 12 31)?$")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that tables state and texts speak of. `words` is a pattern over prose, `labels` over folded row labels.

    `is_signed`: a minus means something (a result); other amounts are compared by size.
    """

    key: str
    name: str
    words: str
    places: Places = ()
    labels: str = ""
    is_signed: bool = False

    def is_label(self, folded: str) -> bool:
        """True when a row with this folded label states the concept."""
        return bool(self.labels) and _is_called(self.labels, folded)


@lru_cache(maxsize=16384)
def _is_called(labels: str, folded: str) -> bool:
    """Labels come again in table after table, and every concept is tried on each."""
    return re.fullmatch(labels, _TAIL.sub("", folded)) is not None


_OURS = r"(?:(?:den|det|de|våra|vårt|förbundets|årets|samtliga|alla) )?"
_WHOLE = r"(?:(?:verksamhetens|de totala|förbundets|de samlade|totala|årets|samtliga|alla) )?(?:totala )?"
RESULT_OF_YEAR = Concept(
    "resultat",
    "årets resultat",
    r"(?:(?:förbundets|årets|det ekonomiska|helårets) )?(?:ekonomiska )?resultat(?:et)?",
    (*RESULT, (_PLAN_TABLE, "resultat")),
    "(?:arets |periodens )?resultat(?: enligt resultatrakningen)?",
    is_signed=True,
)
INCOME = Concept(
    "intakter",
    "intäkterna",
    _WHOLE + r"(?:intäkterna|intäkter|omsättningen)(?: från verksamheten)?",
    (
        (INCOME_STATEMENT, "verksamhetens_intakter"),
        *((table, "summa_intakter") for table in (BUDGET_OUTCOME, OPERATING_ACCOUNT, _PLAN_TABLE)),
        (OVERVIEW, "flerar.intakter"),
        (FORECAST, "prognos.intakter"),
    ),
    "(?:summa |totala |verksamhetens )?intakter(?: totalt)?|summa verksamhetens intakter",
)
COSTS = Concept(
    "kostnader",
    "kostnaderna",
    _WHOLE + r"(?:kostnaderna|kostnader|nettokostnaden|kostnadsbudgeten)(?: för verksamheten)?",
    (
        (INCOME_STATEMENT, "verksamhetens_kostnader"),
        *((table, "nettokostnad") for table in (BUDGET_OUTCOME, OPERATING_ACCOUNT, _PLAN_TABLE)),
        (OVERVIEW, "flerar.kostnader"),
        (FORECAST, "prognos.kostnader"),
    ),
    "(?:summa |totala |verksamhetens )?kostnader(?: totalt)?|summa verksamhetens kostnader",
)
ADMINISTRATION = Concept(
    "administration",
    "administrationen",
    _OURS + r"(?:administrationen|administrationskostnader(?:na)?|administration|kanslikostnader(?:na)?"
    r"|kostnad(?:en|erna) för administration(?:en)?|kansliet och administrationen)",
    ((BUDGET_OUTCOME, "administration"), (_PLAN_TABLE, "administration")),
    "(?:summa )?(?:administration|administrationskostnader|kansli och administration|administration och kansli|kansli"
    "|kanslikostnader|forbundsadministration|administration kansli)",
)
MEASURES_TOTAL = Concept(
    "insatser",
    "insatsernas kostnader",
    _OURS + r"(?:projektkostnader(?:na)?|insatskostnader(?:na)?"
    r"|kostnad(?:en|erna) för (?:insatser(?:na)?|projekt(?:en)?))",
    ((BUDGET_OUTCOME, "insatser"), (_PLAN_TABLE, "insatser")),
    "summa (?:projektkostnader|insatser|samverkansinsatser|insatskostnader)|insatser totalt|projektkostnader totalt",
)
ESF = Concept(
    "esf",
    "ESF-medlen",
    r"(?:ESF-medel|ESF-medlen|ESF-bidraget|(?:medel|medlen|bidraget|stödet|intäkterna) från ESF|ESF)",
    ((BUDGET_OUTCOME, "esf"),),
    "(?:medel fran |bidrag fran |stod fran )?(?:esf|europeiska socialfonden|socialfonden|svenska esf radet|esf radet)"
    "(?: medel)?",
)
STATE = Concept(
    "staten",
    "statens medel",
    r"(?:(?:den|det|de) )?(?:(?:budgeterade|preliminära) )?(?:(?:statliga|statens|försäkringskassans) (?:medels)?"
    r"(?:tilldelning(?:en)?|medel|medlen|bidrag(?:et)?|andel|avgift|medlemsavgift)|statsbidraget"
    r"|(?:medels)?tilldelningen från staten|(?:medel|medlen|bidraget) från staten)",
    ((BUDGET_OUTCOME, "staten"), (_PLAN_TABLE, "staten")),
    "(?:medlemsintakt(?:er)? fran |medlemsavgift |bidrag fran |medel fran )?(?:staten|statliga medel|statsbidrag"
    "|forsakringskassan(?: inkl af| och arbetsformedlingen| inkl arbetsformedlingen)?"
    "|forsakringskassa och arbetsformedling)",
)
MEMBERS = Concept(
    "medlemmar",
    "medlemmarnas medel",
    r"(?:(?:de|den|det) )?(?:(?:tilldelade|samlade|totala|budgeterade) )?(?:medlemsavgift(?:en|er|erna)?"
    r"|medlemsbidrag(?:en)?|(?:medlemmarnas|parternas|huvudmännens|ägarnas) (?:samlade )?(?:medels)?"
    r"(?:medel|bidrag|tilldelning(?:en)?|avgifter|insats)"
    r"|(?:tilldelade |tilldelningen av )?(?:medel|medlen) från (?:parterna|medlemmarna)"
    r"|tilldelningen från (?:parterna|medlemmarna))",
    (),
    "(?:summa |totala )?(?:medlemsavgift(?:er)?|medlemsbidrag|medlemsintakt(?:er)?|medlemsmedel"
    "|bidrag fran medlemmar(?:na)?)(?: totalt)?",
)
SAVED = Concept(
    "eget_kapital",
    "eget kapital",
    r"(?:(?:det|ett|förbundets|utgående|det utgående) )?(?:eget kapital|egna kapitalet)|(?:(?:de|förbundets) )?"
    r"(?:sparade medel|sparade medlen|överskottsmedel|överskottsmedlen|ackumulerade överskottet|medel till förfogande)",
    (*EQUITY, (_PLAN_TABLE, "medel_till_forfogande")),
    "(?:summa |utgaende )?eget kapital(?: vid arets slut)?|(?:utgaende )?sparade medel(?: vid arets slut)?"
    "|medel till forfogande(?: vid arets slut)?",
)
ASSETS_TOTAL = Concept(
    "tillgangar",
    "balansomslutningen",
    _OURS + r"(?:balansomslutningen|totala tillgångarna|summa tillgångar|tillgångarna)",
    ASSETS,
    "summa tillgangar|tillgangar totalt|totala tillgangar",
)
CASH = Concept(
    "kassa",
    "kassa och bank",
    _OURS + r"(?:likvida medel|likvida medlen|kassa och bank|banktillgodohavandet|banktillgodohavanden|kassan)",
    ((BALANCE_SHEET, "kassa_och_bank"), (CASH_FLOW, "kf.likvida_medel_ut")),
    "kassa och bank|kassa bank|likvida medel(?: vid arets slut)?|utgaende likvida medel|bank",
)
CASH_CHANGE = Concept(
    "kassaflode",
    "årets kassaflöde",
    _OURS + "(?:kassaflödet|kassaflöde)",
    ((CASH_FLOW, "kf.arets_kassaflode"),),
    "arets kassaflode|periodens kassaflode",
    is_signed=True,
)
RECEIVABLES_HELD = Concept(
    "fordringar",
    "fordringarna",
    _OURS + r"(?:kortfristiga )?fordringar(?:na)?",
    RECEIVABLES,
    "(?:summa )?(?:korta |kortfristiga )?fordringar",
)
DEBTS = Concept(
    "skulder",
    "skulderna",
    _OURS + r"(?:kortfristiga )?skulder(?:na)?",
    LIABILITIES,
    "(?:summa )?(?:korta |kortfristiga )?skulder",
)
STAFF = Concept(
    "personal",
    "personalkostnaderna",
    _OURS + "personalkostnader(?:na)?",
    (),
    "personalkostnader|summa personalkostnader",
)

CONCEPTS = (
    RESULT_OF_YEAR, INCOME, COSTS, ADMINISTRATION, MEASURES_TOTAL, ESF, STATE, MEMBERS, SAVED, ASSETS_TOTAL, CASH,
    CASH_CHANGE, RECEIVABLES_HELD, DEBTS, STAFF,
)  # fmt: skip

_NO_MEASURE = re.compile(
    r"^(?:summa|totalt?|varav|darav|resultat|arets|periodens|verksamhetens|finans|medel|sparade|netto|intakter|kostnader"
    r"|ovriga?|administra|personal|lokal|styrelse|kansli|revision|staten|region|forsakring|arbetsformed|esf|rantor"
    r"|tillgang|skuld|eget|kassa|likvida|korta|kortfristiga|okning|forandring|antal|andel|tak|utrymme|soliditet"
    r"|projektkostnad|insatser|samverkansinsatser|medlems|bidrag|disponib|ingaende|utgaende|budget|utfall)"
    r"|(?:kommun|kommunen|kostnader|intakter|bidrag|medel|stad)$"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that a table states, öre. `slack` is how much its print may differ from the exact amount."""

    amount: int
    slack: Fraction
    printed: Printed
    role: str

    @property
    def shown(self) -> str:
        """The amount with its unit, as printed."""
        return self.printed.words(self.amount)


class Statements:
    """What the tables of one document state, by concept, year and column role. Build it once per rule."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.year = reading.document.year
        self._rows: dict[str, list[tuple[Section, Table, int]]] = {}
        self._cache: dict[tuple[str, int], tuple[Stated, ...]] = {}
        for section, table in reading.tables:
            if table.unit is not None:
                for index, row in enumerate(table.rows):
                    self._rows.setdefault(fold(row.label), []).append((section, table, index))

    def stated(self, concept: Concept, year: int) -> tuple[Stated, ...]:
        """Every amount that a table states for the concept and the year: outcome, budget, plan, forecast."""
        key = (concept.key, year)
        if key not in self._cache:
            found = [*self._by_name(concept, year), *self._by_label(concept, year)]
            if concept is MEMBERS:
                found += self._member_sums(year)
            seen: dict[tuple[str, str, str], Stated] = {}
            for each in found:
                seen.setdefault((each.printed.table.id, each.printed.row.id, each.printed.column.id), each)
            self._cache[key] = tuple(seen.values())
        return self._cache[key]

    def outcome(self, concept: Concept, year: int) -> tuple[Stated, ...]:
        """The outcomes of a year."""
        return tuple(each for each in self.stated(concept, year) if each.role in OUTCOMES)

    def planned(self, concept: Concept, year: int) -> tuple[Stated, ...]:
        """What was budgeted, planned or forecast for a year."""
        return tuple(each for each in self.stated(concept, year) if each.role in PLANS)

    def rows_called(self, name: str, year: int) -> tuple[Stated, ...]:
        """Amounts of every row with this folded label."""
        return tuple(stated for place in self._rows.get(name, ()) for stated in _in_row(self.reading, place, year))

    def is_sound(self, stated: Stated) -> bool:
        """False where the row's outcome, budget and deviation do not go together: its columns may be misread."""
        table, row = stated.printed.table, stated.printed.row
        if row.lost or row.placings > 1:
            return False
        found: dict[str, Printed] = {}
        for index, column in enumerate(table.columns):
            number = self.reading.printed(stated.printed.section, table, row, index)
            if number is not None and column.role in ("outcome", "budget", "deviation"):
                found.setdefault(column.role, number)
        if found.keys() < {"outcome", "budget", "deviation"}:
            return True
        outcome, budget, deviation = found["outcome"], found["budget"], found["deviation"]
        slack = outcome.step + budget.step + deviation.step
        return abs(abs(outcome.amount - budget.amount) - abs(deviation.amount)) <= slack

    def measure_names(self) -> dict[str, str]:
        """Folded label → label of the measures: rows of a budget, or of a note about costs, that no concept names."""
        found: dict[str, str] = {}
        for section, table in self.reading.tables:
            is_budget = any(column.role in PLANS for column in table.columns) and table.id not in _NOT_BY_MEASURE
            is_costs = "kostnad" in fold(f"{section.title} {table.title}")
            if table.unit is None or table.id in _NOT_BY_MEASURE or not (is_budget or is_costs):
                continue
            for row in table.rows:
                folded = fold(row.label)
                is_named = len(folded) >= 3 and row.role in (RowRole.ITEM, RowRole.SUBTOTAL)
                if is_named and not _NO_MEASURE.search(folded) and not any(c.is_label(folded) for c in CONCEPTS):
                    found.setdefault(folded, row.label)
        return found

    def _by_name(self, concept: Concept, year: int) -> Iterator[Stated]:
        for table_id, row_id in concept.places:
            table, section = self.reading.table(table_id), self.reading.section_of(table_id)
            if table is not None and section is not None and table.unit is not None:
                for index, row in enumerate(table.rows):
                    if row.id == row_id:
                        yield from _in_row(self.reading, (section, table, index), year)

    def _by_label(self, concept: Concept, year: int) -> Iterator[Stated]:
        for folded, places in self._rows.items():
            if concept.is_label(folded):
                for place in places:
                    yield from _in_row(self.reading, place, year)

    def _member_sums(self, year: int) -> Iterator[Stated]:
        """What the parties pay together, where one table names the state, the regions and the municipalities."""
        for section, table in self.reading.tables:
            if table.unit is None:
                continue
            for index, column in enumerate(table.columns):
                total = _parties(self.reading, section, table, index) if _is_stating(column, year) else None
                if total is not None:
                    yield total


def _in_row(reading: Reading, place: tuple[Section, Table, int], year: int) -> Iterator[Stated]:
    section, table, index = place
    row = table.rows[index]
    for number, column in enumerate(table.columns):
        if _is_stating(column, year):
            printed = reading.printed(section, table, row, number)
            if printed is not None and printed.unit is not None:
                yield Stated(printed.amount * printed.sign, Fraction(printed.slack_doubled, 2), printed, column.role)


def _is_stating(column: Column, year: int) -> bool:
    return column.kind is ColumnKind.FIGURE and column.year == year and column.role in (*OUTCOMES, *PLANS)


_PARTY = re.compile(r"\b(?:region|regionen|landsting|kommun|kommunen|stad|kommuner|kommunerna|regioner|regionerna)\b")
_OF_MEMBER = re.compile(r"^(?:medlemsintakt(?:er)? fran |medlemsavgift |bidrag fran |medel fran )")


def _parties(reading: Reading, section: Section, table: Table, index: int) -> Stated | None:
    """The sum of the parties' rows in one column when the state pays exactly half of it, as the law says."""
    state: list[Printed] = []
    others: list[Printed] = []
    for row in table.rows:
        folded = fold(row.label)
        printed = reading.printed(section, table, row, index)
        if printed is None or row.terms:
            continue
        if row.id == "staten" or STATE.is_label(folded):
            state.append(printed)
        elif _PARTY.search(_OF_MEMBER.sub("", folded)) and len(folded) < 60:
            others.append(printed)
    if len(state) != 1 or not others or not state[0].amount:
        return None
    half, rest = abs(state[0].amount), sum(abs(each.amount) for each in others)
    slack = Fraction(state[0].slack_doubled + sum(each.slack_doubled for each in others), 2)
    if abs(half - rest) > slack:
        return None
    return Stated(half + rest, slack, state[0], table.columns[index].role)


def agreed(found: tuple[Stated, ...]) -> Stated | None:
    """The one amount that all places state, the most exact print of it; None when they state none or several.

    Sums with and without financial items count as one: they differ by less than a hundredth.
    """
    if not found:
        return None
    best = min(found, key=lambda each: each.slack)
    scope = Fraction(abs(best.amount), 100)
    same = all(abs(abs(each.amount) - abs(best.amount)) <= max(each.slack + best.slack, scope) for each in found)
    return best if same else None


def in_unit(ore: int | Fraction, unit: MoneyUnit | None) -> str:
    """An amount in the unit the sentence uses: "433 tkr", "1,1 mnkr"."""
    if unit is MoneyUnit.MNKR:
        tenths = round_half_away(Fraction(ore), MoneyUnit.MNKR.ore // 10)
        whole, rest = divmod(abs(tenths), 10)
        return f"{MINUS if tenths < 0 else ''}{whole},{rest} mnkr"
    return f"{format_amount(int(ore), unit or MoneyUnit.KR)} {(unit or MoneyUnit.KR).value}"
