"""Surveys as tables, charts and a workbook."""
