"""The lines of the statements by name. Apart from the profile: rules name lines and read no facts files."""

from __future__ import annotations

from enum import StrEnum


class Line(StrEnum):
    """Lines of the income statement and the balance sheet that accounts are mapped to (LKBR 5 and 6 kap.).

    The value is what facts files write and what figures are called. Sums are not lines; they are computed.
    """

    OPERATING_INCOME = "verksamhetens_intakter"
    OPERATING_COSTS = "verksamhetens_kostnader"
    DEPRECIATION = "avskrivningar"
    TAX_INCOME = "skatteintakter"
    GENERAL_GRANTS = "generella_statsbidrag"
    FINANCIAL_INCOME = "finansiella_intakter"
    FINANCIAL_COSTS = "finansiella_kostnader"
    EXTRAORDINARY = "extraordinara_poster"
    CLOSING = "arets_resultat_bokslut"  # 8999: the closing entry, in no sum

    INTANGIBLE_ASSETS = "immateriella_anlaggningstillgangar"
    LAND_AND_BUILDINGS = "mark_och_byggnader"
    EQUIPMENT = "maskiner_och_inventarier"
    FINANCIAL_ASSETS = "finansiella_anlaggningstillgangar"
    INVENTORIES = "forrad"
    RECEIVABLES = "fordringar"
    SHORT_TERM_INVESTMENTS = "kortfristiga_placeringar"
    CASH = "kassa_och_bank"
    RESULT_IN_EQUITY = "eget_kapital_arets_resultat"
    OTHER_EQUITY = "ovrigt_eget_kapital"
    PENSION_PROVISIONS = "avsattningar_pensioner"
    OTHER_PROVISIONS = "andra_avsattningar"
    LONG_TERM_LIABILITIES = "langfristiga_skulder"
    SHORT_TERM_LIABILITIES = "kortfristiga_skulder"
