"""Förbundet: members, mandates, charter, officers, accounting."""
