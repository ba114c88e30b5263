"""What the tables of this app hold about people."""

from __future__ import annotations

from samverk.apps.privacy.register import NOTHING, Fields

FIELDS: Fields = {
    "RecordedDay": {
        "id": NOTHING,
        "association": NOTHING,
        "code": NOTHING,
        "subject": NOTHING,
        "title": NOTHING,
        "day": NOTHING,
    },
    "YearWheelSettings": dict.fromkeys(
        (
            *("id", "version", "association", "claims_vat", "audit_report_month", "revised_budget_month"),
            *("interim_month", "interim_months_to_hand_over", "state_allocation_day", "books_ready_day"),
            *("budget_notice_days", "retention_years_from_year_end", "sources"),
        ),
        NOTHING,
    ),
}
