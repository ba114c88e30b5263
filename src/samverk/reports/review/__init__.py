"""A review of somebody's report, written for people (HTML) and for programs (JSON)."""
