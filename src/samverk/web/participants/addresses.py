"""How a moment is written in an address."""

from __future__ import annotations

from samverk.apps.participants.enums import Moment

_WORDS = {
    Moment.START: "start",
    Moment.EXIT: "avslut",
    Moment.AFTER_3: "3-manader",
    Moment.AFTER_6: "6-manader",
    Moment.AFTER_12: "12-manader",
}


class MomentConverter:
    """`<moment:moment>` in an address."""

    regex = "|".join(_WORDS.values())

    def to_python(self, value: str) -> Moment:
        """The moment of a word."""
        return next(moment for moment, word in _WORDS.items() if word == value)

    def to_url(self, value: Moment | str) -> str:
        """The word of a moment."""
        return _WORDS[Moment(value)]
