"""Card numbers (kortnummer): invented, short enough to say in a telephone, and nothing that leads to a person."""

from __future__ import annotations

import secrets

from samverk.apps.participants.models import Participant, QueuePlace

_LETTERS = "ACDEFHJKMNPRTVXY"
_DIGITS = "234679"
"""Without what is taken for something else: B and 8, G and 6, I, L and 1, O, Q and 0, S and 5, U and V, W, Z and 2."""


def proposed_card() -> str:
    """A card that nobody has, such as "K7F3-29"."""
    while True:
        card = "".join(secrets.choice(kind) for kind in (_LETTERS, _DIGITS, _LETTERS, _DIGITS))
        card = f"{card}-{secrets.choice(_DIGITS)}{secrets.choice(_DIGITS)}"
        if not is_taken(card):
            return card


def is_taken(card: str) -> bool:
    """True when a participant or somebody in a queue has the card."""
    return Participant.objects.filter(card=card).exists() or QueuePlace.objects.filter(card=card).exists()


def as_written(card: str) -> str:
    """A card as the register writes it: "k7f3 29" is "K7F3-29"."""
    return "-".join(card.upper().split())
