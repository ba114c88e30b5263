"""Income statement, balance sheet, cash flow, operating account, notes, ratios."""
