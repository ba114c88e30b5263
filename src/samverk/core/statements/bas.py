"""The shipped profile for BAS, the chart an accounting firm uses.

Lines after the layout of LKBR 5 and 6 kap.; what BAS has and an association cannot have is listed in `DOUBTS`.
Equity: 2060–2069 is BAS's group for non-profit bodies, 2090–2099 its group for companies; both occur in associations.
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
    line("1500-1629 1640-1649 1660-1799", Line.RECEIVABLES),
    # the tax account and the VAT settlement may be a claim one year and a debt the next
    line("1630-1639 1650-1659", Line.RECEIVABLES, Line.SHORT_TERM_LIABILITIES),
    line("1800-1899", Line.SHORT_TERM_INVESTMENTS),
    line("1900-1999", Line.CASH),
    line("2000-2068 2070-2098", Line.OTHER_EQUITY),
    line("2069 2099", Line.RESULT_IN_EQUITY),
    line("2100-2199 2210-2299", Line.OTHER_PROVISIONS),
    line("2200-2209", Line.PENSION_PROVISIONS),
    line("2300-2399", Line.LONG_TERM_LIABILITIES),
    line("2400-2649 2660-2999", Line.SHORT_TERM_LIABILITIES),
    line("2650-2659", Line.RECEIVABLES, Line.SHORT_TERM_LIABILITIES),
    line("3000-3999", Line.OPERATING_INCOME),
    line("4000-7699 7900-7999", Line.OPERATING_COSTS),
    line("7700-7899", Line.DEPRECIATION),
    line("8000-8299 8500-8699", Line.FINANCIAL_COSTS, Line.FINANCIAL_INCOME),
    line("8300-8399", Line.FINANCIAL_INCOME),
    line("8400-8499", Line.FINANCIAL_COSTS),
    line("8700-8989", Line.EXTRAORDINARY),
    line("8990-8999", Line.CLOSING),
)

NOTES = (
    note("3000-3899", Line.OPERATING_INCOME, "Medlemsintäkter"),
    note("3900-3979", Line.OPERATING_INCOME, "Övriga rörelseintäkter"),
    note("3980-3989", Line.OPERATING_INCOME, "Bidrag"),
    note("3990-3999", Line.OPERATING_INCOME, "Övriga intäkter"),
    note("4000-4999", Line.OPERATING_COSTS, "Köpta insatser och tjänster", Block.MEASURES),
    note("5000-5199", Line.OPERATING_COSTS, "Lokalkostnader", Block.ADMINISTRATION),
    note("6420-6429", Line.OPERATING_COSTS, "Revision", Block.AUDIT),
    note("5200-6419 6430-6999", Line.OPERATING_COSTS, "Administrativa kostnader", Block.ADMINISTRATION),
    note("7240-7249", Line.OPERATING_COSTS, "Styrelsekostnader", Block.BOARD),
    note("7000-7239 7250-7699", Line.OPERATING_COSTS, "Personalkostnader", Block.ADMINISTRATION),
    note("7900-7999", Line.OPERATING_COSTS, "Övriga rörelsekostnader", Block.ADMINISTRATION),
    note("7700-7899", Line.DEPRECIATION, "Av- och nedskrivningar", Block.ADMINISTRATION),
    note("1500-1599", Line.RECEIVABLES, "Kundfordringar"),
    note("1600-1699 2650-2659", Line.RECEIVABLES, "Övriga kortfristiga fordringar"),
    note("1700-1799", Line.RECEIVABLES, "Förutbetalda kostnader och upplupna intäkter"),
    note("2400-2489", Line.SHORT_TERM_LIABILITIES, "Leverantörsskulder och förskott"),
    note("2490-2499 2800-2899 1630-1659", Line.SHORT_TERM_LIABILITIES, "Övriga kortfristiga skulder"),
    note("2500-2799", Line.SHORT_TERM_LIABILITIES, "Skatter, moms och avgifter"),
    note("2900-2999", Line.SHORT_TERM_LIABILITIES, "Upplupna kostnader och förutbetalda intäkter"),
    note("2200-2209", Line.PENSION_PROVISIONS, "Avsättningar för pensioner"),
    note("2100-2199 2210-2299", Line.OTHER_PROVISIONS, "Andra avsättningar"),
    note("2300-2399", Line.LONG_TERM_LIABILITIES, "Långfristiga skulder"),
)

DOUBTS = (
    Doubt("2100-2199", "obeskattade reserver finns inte i ett samordningsförbund, som är befriat från inkomstskatt"),
    Doubt("8500-8699", "BAS lämnar kontogruppen fri"),
    Doubt("8700-8799", "extraordinära poster ska beskrivas i en not"),
    Doubt("8800-8989", "bokslutsdispositioner och skatt finns inte i ett samordningsförbund"),
)

BAS = ShippedProfile("bas", "BAS", LINES, NOTES, DOUBTS, disposals=("3970-3979", "7970-7979"))
