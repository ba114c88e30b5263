"""Core values → the values of rows: the one place where each field finds its column."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samverk.apps.organisation import enums
from samverk.apps.organisation.models import Member
from samverk.core import organisation as core

MemberRows = Mapping[str, Member]
"""The members' rows by name."""


def own_values(association: core.Association) -> dict[str, Any]:
    """What the association's own row holds."""
    return {
        "name": association.name,
        "full_name": association.full_name,
        "org_number": association.org_number,
        "seat": association.seat,
        "municipalities": list(association.municipalities),
        "formed": association.formed,
        "note_texts": dict(association.note_texts),
    }


def member_values(member: core.Member) -> dict[str, Any]:
    """A member, but for who pays."""
    return {
        "name": member.name,
        "kind": enums.MemberKind[member.kind.name].value,
        "joined": member.joined,
        "left": member.left,
    }


def _fraction(share: Fraction) -> dict[str, int]:
    return {"numerator": share.numerator, "denominator": share.denominator}


def share_values(member: core.Member) -> list[dict[str, Any]]:
    """A member's shares over time."""
    return [{**_fraction(key.share), "valid_from": key.valid_from, "valid_to": key.valid_to} for key in member.shares]


def income_source_values(source: core.IncomeSource) -> dict[str, Any]:
    """A source of income, but for its members."""
    return {
        "code": source.id,
        "name": source.name,
        "short_name": source.short_name,
        "kind": enums.IncomeKind[source.kind.name].value,
        "accounts": list(source.accounts),
    }


def link_values(names: tuple[str, ...], members: MemberRows) -> list[dict[str, Any]]:
    """Links to members, in order."""
    return [{"member_id": members[name].pk} for name in names]


def charter_values(charter: core.Charter) -> dict[str, Any]:
    """A version of the charter, but for its ceilings."""
    return {
        "valid_from": charter.valid_from,
        "interim_report": charter.interim_report,
        "notice_board": charter.notice_board,
        "archive_authority": charter.archive_authority,
        "notice_period_years": charter.notice_period_years,
        "auditor_fees_paid_by": charter.auditor_fees_paid_by,
        "quorum": charter.quorum,
        "remuneration": charter.remuneration,
    }


def ceiling_values(charter: core.Charter) -> list[dict[str, Any]]:
    """The ceilings on saved funds of a charter."""
    return [
        {**_fraction(each.share), "base": enums.CeilingBase[each.base.name].value, "source": each.source}
        for each in charter.saved_funds_ceilings
    ]


def mandate_values(mandate: core.Mandate, members: MemberRows) -> dict[str, Any]:
    """A seat held for a time."""
    return {
        "name": mandate.name,
        "member_id": members[mandate.member].pk,
        "seat": enums.Seat[mandate.seat.name].value,
        "function": enums.BoardFunction[mandate.function.name].value if mandate.function else "",
        "order": mandate.order,
        "valid_from": mandate.valid_from,
        "valid_to": mandate.valid_to,
    }


def officer_values(officer: core.Officer) -> dict[str, Any]:
    """A person with a function, but for whom they represent."""
    return {
        "name": officer.name,
        "role": enums.OfficerRole[officer.role.name].value,
        "title": officer.title,
        "valid_from": officer.valid_from,
        "valid_to": officer.valid_to,
    }
