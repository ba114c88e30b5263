"""The shipped profile for Kommun-Bas, the chart a member municipality uses when it keeps the books.

Class 5 is labour costs, 79 depreciation, 80 tax, 82–83 equalisation, 84–85 financial items. The groups are taken from
published municipal charts of 2022; what those leave open is listed in `DOUBTS`, and its own rules go first.
"""

from __future__ import annotations

from samverk.core.planning.budget import Block
from samverk.core.statements.profile import Line
from samverk.core.statements.shipped import Doubt, ShippedProfile, line, note

LINES = (
    line("1000-1099", Line.INTANGIBLE_ASSETS),
    line("1100-1199", Line.LAND_AND_BUILDINGS),
    line("1200-1299", Line.EQUIPMENT),
    line("1300-1399", Line.FINANCIAL_ASSETS),
    line("1400-1499", Line.INVENTORIES),
    line("1500-1799", Line.RECEIVABLES),
    line("1800-1899", Line.SHORT_TERM_INVESTMENTS),
    line("1900-1999", Line.CASH),
    line("2000-2068 2070-2098 2100-2199", Line.OTHER_EQUITY),
    line("2069 2099", Line.RESULT_IN_EQUITY),
    line("2200-2239", Line.PENSION_PROVISIONS),
    line("2240-2299", Line.OTHER_PROVISIONS),
    line("2300-2399", Line.LONG_TERM_LIABILITIES),
    line("2400-2999", Line.SHORT_TERM_LIABILITIES),
    line("3000-3999", Line.OPERATING_INCOME),
    line("4000-7899", Line.OPERATING_COSTS),
    line("7900-7999", Line.DEPRECIATION),
    line("8000-8199", Line.TAX_INCOME),
    line("8200-8399", Line.GENERAL_GRANTS),
    line("8400-8499", Line.FINANCIAL_INCOME),
    line("8500-8599", Line.FINANCIAL_COSTS),
    line("8600-8989", Line.EXTRAORDINARY),
    line("8990-8999", Line.CLOSING),
)

NOTES = (
    note("3000-3499 3600-3999", Line.OPERATING_INCOME, "Övriga intäkter"),
    note("3500-3599", Line.OPERATING_INCOME, "Bidrag och medlemsintäkter"),
    note("4000-4999", Line.OPERATING_COSTS, "Köpta insatser, bidrag och tjänster", Block.MEASURES),
    note("5000-5999", Line.OPERATING_COSTS, "Personalkostnader", Block.ADMINISTRATION),
    note("6000-6199", Line.OPERATING_COSTS, "Lokalkostnader", Block.ADMINISTRATION),
    note("6200-7899", Line.OPERATING_COSTS, "Administrativa kostnader", Block.ADMINISTRATION),
    note("7900-7999", Line.DEPRECIATION, "Av- och nedskrivningar", Block.ADMINISTRATION),
    note("1500-1599", Line.RECEIVABLES, "Kundfordringar"),
    note("1600-1699", Line.RECEIVABLES, "Övriga kortfristiga fordringar"),
    note("1700-1799", Line.RECEIVABLES, "Förutbetalda kostnader och upplupna intäkter"),
    note("2400-2499", Line.SHORT_TERM_LIABILITIES, "Kortfristiga lån och kassakrediter"),
    note("2500-2599", Line.SHORT_TERM_LIABILITIES, "Leverantörsskulder"),
    note("2600-2799", Line.SHORT_TERM_LIABILITIES, "Moms, skatter och avgifter"),
    note("2800-2899", Line.SHORT_TERM_LIABILITIES, "Övriga kortfristiga skulder"),
    note("2900-2999", Line.SHORT_TERM_LIABILITIES, "Upplupna kostnader och förutbetalda intäkter"),
    note("2200-2239", Line.PENSION_PROVISIONS, "Avsättningar för pensioner"),
    note("2240-2299", Line.OTHER_PROVISIONS, "Andra avsättningar"),
    note("2300-2399", Line.LONG_TERM_LIABILITIES, "Långfristiga skulder"),
)

DOUBTS = (
    Doubt("2100-2199", "Kommun-Bas har inget eget användningsområde här; beloppet räknas som eget kapital"),
    Doubt("8000-8399", "skatt och kommunal utjämning finns inte i ett samordningsförbund"),
    Doubt("8600-8989", "gruppen varierar mellan kommuner; beloppet räknas som extraordinärt"),
)

KOMMUN_BAS = ShippedProfile("kommun-bas", "Kommun-Bas", LINES, NOTES, DOUBTS)
