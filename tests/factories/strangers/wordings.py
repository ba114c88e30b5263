"""The words that other associations use for the same rows and columns."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tests.factories.strangers.draft import Column, Number, Row, Sheet

ROWS: Mapping[str, tuple[str, ...]] = {
    "flerarsoversikt/flerar.intakter": ("Intäkter", "Verksamhetens intäkter", "Summa intäkter", "Totala intäkter"),
    "flerarsoversikt/flerar.kostnader": (
        "Kostnader inkl. finansiella poster", "Summa kostnader", "Totala kostnader", "Kostnader och finansiella poster",
    ),
    "flerarsoversikt/flerar.resultat": ("Årets resultat", "Resultat", "Resultat efter finansiella poster"),
    "flerarsoversikt/flerar.eget_kapital": ("Eget kapital", "Utgående eget kapital", "Eget kapital UB"),
    "flerarsoversikt/flerar.antal_anstallda": ("Antal anställda", "Anställda", "Antal anställda vid årets slut"),
    "utfall_mot_budget/nettokostnad": ("Summa kostnader", "Totala kostnader", "S:a kostnader", "SUMMA KOSTNADER"),
    "plan/nettokostnad": ("Summa kostnader", "Totala kostnader", "SUMMA KOSTNADER"),
    "driftredovisning/nettokostnad": ("Nettokostnad", "Summa kostnader", "Kostnader inkl. finansnetto"),
    "driftredovisning/summa_intakter": ("Medlemsavgift inkl. övriga bidrag", "Summa intäkter", "Intäkter"),
    "driftredovisning/medel_till_forfogande": ("Utgående eget kapital", "Eget kapital vid årets slut"),
    "resultatrakning/verksamhetens_resultat": ("Verksamhetens resultat", "Resultat före finansiella poster"),
    "resultatrakning/finansnetto": ("Summa finansiella poster", "Finansnetto"),
    "resultatrakning/finansiella_intakter": ("Finansiella intäkter", "Ränteintäkter"),
    "resultatrakning/finansiella_kostnader": ("Finansiella kostnader", "Räntekostnader"),
    "resultatrakning/verksamhetens_intakter": ("Verksamhetens intäkter", "Intäkter"),
    "resultatrakning/verksamhetens_kostnader": ("Verksamhetens kostnader", "Kostnader"),
    "balansrakning/eget_kapital": ("Summa eget kapital", "Utgående eget kapital", "S:a eget kapital"),
    "balansrakning/ovrigt_eget_kapital": ("Övrigt eget kapital", "Balanserat resultat", "Ingående eget kapital"),
    "summa_intakter": ("Summa intäkter", "SUMMA INTÄKTER", "Totala intäkter", "S:a intäkter", "Intäkter totalt"),
    "insatser": ("Summa projektkostnader", "Summa insatser", "Insatser totalt"),
    "administration": ("Administration", "Kansli och administration", "Administration och kansli"),
    "finansnetto": ("Finansiella intäkter och kostnader", "Finansnetto", "Finansiella poster"),
    "resultat": ("Resultat", "Årets resultat", "RESULTAT"),
    "sparade_medel_in": ("Sparade medel från föregående år", "Ingående eget kapital", "Ingående sparade medel"),
    "medel_till_forfogande": ("Medel till förfogande", "Utgående eget kapital", "Sparade medel vid årets slut"),
    "kassa_och_bank": ("Kassa och bank", "Likvida medel", "Bank", "Kassa/bank"),
    "fordringar": ("Kortfristiga fordringar", "Fordringar", "Korta fordringar"),
    "kortfristiga_skulder": ("Kortfristiga skulder", "Korta skulder"),
    "summa_tillgangar": ("Summa tillgångar", "SUMMA TILLGÅNGAR", "S:a tillgångar", "Totala tillgångar"),
    "summa_eget_kapital_och_skulder": (
        "Summa eget kapital och skulder", "SUMMA EGET KAPITAL OCH SKULDER", "Summa skulder och eget kapital",
    ),
    "kf.likvida_medel_in": ("Likvida medel vid årets början", "Ingående likvida medel", "Likvida medel IB"),
    "kf.likvida_medel_ut": ("Likvida medel vid årets slut", "Utgående likvida medel", "Likvida medel UB"),
    "kf.forandring_fordringar": ("Ökning/minskning kortfristiga fordringar", "Förändring av kortfristiga fordringar"),
    "kf.forandring_kortfristiga_skulder": (
        "Ökning/minskning kortfristiga skulder", "Förändring av kortfristiga skulder",
    ),
    "prognos.medel_in": ("Medel vid årets början", "Ingående eget kapital", "Sparade medel vid årets början"),
    "prognos.medel": ("Medel till förfogande vid årets slut", "Utgående eget kapital", "Sparade medel vid årets slut"),
}  # fmt: skip
"""By table and row, else by row; what is not here keeps its own label."""

NOTE_SUMS = ("Summa", "Totalt", "SUMMA", "S:a", "")
OUTCOME = ("Utfall {year}", "Bokslut {year}", "{year}", "Utfall jan-dec {year}", "Utfall helår {year}", "Helår {year}")
BUDGET = ("Budget {year}", "Budget {year}", "Aktuell budget {year}", "Budget helår {year}", "Budget jan-dec {year}")
DEVIATION = ("Avvikelse", "Diff", "Avvikelse mot budget", "Differens", "Avvikelse utfall - budget")
FORECAST = ("{year}", "Prognos {year}", "Plan {year}")
PLAN = ("{year}", "Budget {year}", "Plan {year}")
BALANCE = ("{year}-12-31", "{year}-12-31", "31 dec {year}", "UB {year}", "{year}")
UNITS: Mapping[int, tuple[str, ...]] = {
    100: ("kr", "kr", "kronor", "SEK"),
    100_000: ("tkr", "tkr", "t kr", "tusental kronor"),
    10_000: ("tkr",),
    10_000_000: ("mnkr", "mkr", "miljoner kronor"),
}
"""Words for a printed unit, by what one step of print is (öre): the last two have one decimal."""

OTHER_NAMES: tuple[Mapping[str, str], ...] = (
    {},
    {
        "Lunds kommun": "Åmyra kommun", "Lunds Kommun": "Åmyra kommun", "Region Skåne": "Region Västerhav",
        "IRIS": "SPÅNG", "Höganäs": "Viken", "Sydost": "Nordost", "Kompetenstrappan": "Yrkesvägen",
        "Hållbart näringsliv/arbetsmarknad": "Gröna jobb", "Aktiv": "Framåt", "Samverkansakademin": "Mötesplatsen",
        "Norrälvs": "Övre Fors", "Mellanälvs": "Fors", "Söderälvs": "Nedre Fors", "Region Älv": "Region Fors",
        "Unga i dalarna": "Ungkraft", "Stödet": "Lotsen", "Arbetsträningen": "Verkstan",
    },
    {
        "Lunds kommun": "Granköpings kommun", "Lunds Kommun": "Granköpings kommun", "Region Skåne": "Region Barr",
        "IRIS": "KOMPASS", "Höganäs": "Tallnäs", "Sydost": "Öster", "Kompetenstrappan": "Lärlingssteget",
        "Hållbart näringsliv/arbetsmarknad": "Näringsliv i samverkan", "Aktiv": "Vägval", "Insam": "Språkbron",
        "Norrälvs": "Barr", "Mellanälvs": "Tall", "Söderälvs": "Lärk", "Region Älv": "Region Barr",
        "Unga i dalarna": "Ung i arbete", "Steget": "Trampolinen", "Stödet": "Bryggan",
    },
)  # fmt: skip
"""Words for words, each association its own."""

ASSOCIATIONS = (
    "Samordningsförbundet Åmyra", "Finsam Granbygden", "Samordningsförbundet Fors", "Finsam Barrskogen",
    "Samordningsförbundet Västerhav",
)  # fmt: skip
PEOPLE = (
    ("Astrid Kvarnbäck", "Ordförande"), ("Bernt Ekelöw", "Vice ordförande"), ("Cilla Montelin", "Ledamot"),
    ("Dragan Hedvall", "Ledamot"), ("Ebba Rosengård", "Ersättare"), ("Frans Ulvsjö", "Ersättare"),
    ("Gunnel Tornberg", "Ersättare"), ("Hassan Lillvik", "Ersättare"),
)  # fmt: skip


def label_of(sheet: Sheet, row: Row, rng: random.Random, bare_sums: bool) -> str:
    """The words of a row. With `bare_sums` a note's sum may stand without a label."""
    if sheet.id.startswith("not_") and row.terms and row.role == "total":
        return rng.choice(NOTE_SUMS if bare_sums else NOTE_SUMS[:-1])
    table = sheet.id.partition("@")[0]
    choices = ROWS.get(f"{table}/{row.id}") or ROWS.get(row.id) or (row.label,)
    return rng.choice((row.label, *choices))


def headings_of(sheet: Sheet, rng: random.Random) -> dict[str, str]:
    """Column → its heading, alike in wording within the table."""
    outcome, budget, forecast = rng.choice(OUTCOME), rng.choice(BUDGET), rng.choice(FORECAST)
    balance, plan = rng.choice(BALANCE), rng.choice(PLAN)
    deviation = rng.choice(DEVIATION[:-1] if _turns_costs(sheet) else DEVIATION)
    has_budget = any(column.role == "budget" for column in sheet.columns)
    if has_budget and outcome == "{year}":
        outcome = "Utfall {year}"  # a bare year beside a budget's year says nothing

    table = sheet.id.partition("@")[0]

    def heading(column: Column) -> str:
        if column.role == "note":
            return "Not"
        if column.label:
            return column.label
        if column.role == "deviation":
            return deviation
        if table in ("balansrakning", "not_fordringar", "not_kortfristiga_skulder"):
            words = balance
        elif table == "plan":
            words = plan
        elif column.role in ("budget", "forecast"):
            words = budget if column.role == "budget" else forecast
        else:
            words = outcome if has_budget or table == "resultatrakning" else "{year}"
        return words.format(year=column.year)

    return {column.id: heading(column) for column in sheet.columns}


def _turns_costs(sheet: Sheet) -> bool:
    """True when a cost over budget has a minus though costs have none: "utfall - budget" would then be untrue."""
    cells = [cell for row in sheet.rows for cell in row.cells if isinstance(cell, Number)]
    return any(cell.is_cost and cell.sign < 0 for cell in cells)
