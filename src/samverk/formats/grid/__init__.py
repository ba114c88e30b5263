"""Cells pasted from a spreadsheet, and cells to paste into one: text with tabs ⇄ the lines of a plan."""
