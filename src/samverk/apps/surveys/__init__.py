"""Surveys: results of indicators, own questionnaires, and what of them may be shown."""
