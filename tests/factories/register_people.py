"""Participations in a register, put there past its pages. All invented."""

from __future__ import annotations

from samverk.apps.participants.demo_rows import put_in
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.record import ParticipationRecord


def put(*records: ParticipationRecord) -> None:
    """Put records in."""
    put_in(command_line(), records)
