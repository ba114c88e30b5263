"""The lines accounts are mapped to: their Swedish names, their side, and which sum they belong to (LKBR 5 and 6 kap.).

Signs as in the statements: income plus, costs minus; assets, equity and liabilities without minus.
"""

from __future__ import annotations

from samverk.core.statements.line import Line

LABELS: dict[Line, str] = {
    Line.OPERATING_INCOME: "Verksamhetens intäkter",
    Line.OPERATING_COSTS: "Verksamhetens kostnader",
    Line.DEPRECIATION: "Avskrivningar",
    Line.TAX_INCOME: "Skatteintäkter",
    Line.GENERAL_GRANTS: "Generella statsbidrag och utjämning",
    Line.FINANCIAL_INCOME: "Finansiella intäkter",
    Line.FINANCIAL_COSTS: "Finansiella kostnader",
    Line.EXTRAORDINARY: "Extraordinära poster",
    Line.CLOSING: "Årets resultat, bokslutspost",
    Line.INTANGIBLE_ASSETS: "Immateriella anläggningstillgångar",
    Line.LAND_AND_BUILDINGS: "Mark, byggnader och tekniska anläggningar",
    Line.EQUIPMENT: "Maskiner och inventarier",
    Line.FINANCIAL_ASSETS: "Finansiella anläggningstillgångar",
    Line.INVENTORIES: "Förråd",
    Line.RECEIVABLES: "Korta fordringar",
    Line.SHORT_TERM_INVESTMENTS: "Kortfristiga placeringar",
    Line.CASH: "Kassa och bank",
    Line.RESULT_IN_EQUITY: "Årets resultat",
    Line.OTHER_EQUITY: "Övrigt eget kapital",
    Line.PENSION_PROVISIONS: "Avsättningar för pensioner",
    Line.OTHER_PROVISIONS: "Andra avsättningar",
    Line.LONG_TERM_LIABILITIES: "Långfristiga skulder",
    Line.SHORT_TERM_LIABILITIES: "Kortfristiga skulder",
}

OPERATING = (Line.OPERATING_INCOME, Line.OPERATING_COSTS, Line.DEPRECIATION)
GENERAL_FUNDING = (Line.TAX_INCOME, Line.GENERAL_GRANTS)
FINANCIAL = (Line.FINANCIAL_INCOME, Line.FINANCIAL_COSTS)
RESULT_LINES = (*OPERATING, *GENERAL_FUNDING, *FINANCIAL, Line.EXTRAORDINARY)
COST_LINES = (Line.OPERATING_COSTS, Line.DEPRECIATION)

TANGIBLE = (Line.LAND_AND_BUILDINGS, Line.EQUIPMENT)
FIXED_ASSETS = (Line.INTANGIBLE_ASSETS, *TANGIBLE, Line.FINANCIAL_ASSETS)
CURRENT_ASSETS = (Line.INVENTORIES, Line.RECEIVABLES, Line.SHORT_TERM_INVESTMENTS, Line.CASH)
ASSETS = (*FIXED_ASSETS, *CURRENT_ASSETS)
LIQUID = (Line.SHORT_TERM_INVESTMENTS, Line.CASH)
EQUITY = (Line.RESULT_IN_EQUITY, Line.OTHER_EQUITY)
PROVISIONS = (Line.PENSION_PROVISIONS, Line.OTHER_PROVISIONS)
LIABILITIES = (Line.LONG_TERM_LIABILITIES, Line.SHORT_TERM_LIABILITIES)
BALANCE_LINES = (*ASSETS, *EQUITY, *PROVISIONS, *LIABILITIES)


def shown_sign(line: Line) -> int:
    """+1 when the statement shows the ledger's sign (assets), −1 when it turns it."""
    return 1 if line in ASSETS else -1
