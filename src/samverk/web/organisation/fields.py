"""Fields for what facts are made of: shares, lists, codes. What they refuse is told in core's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samverk.core.values import parse_accounts, parse_share
from samverk.formats.facts.toml_writing import share


def _told(error: ValueError) -> ValidationError:
    words = str(error)
    return ValidationError(f"{words[:1].upper()}{words[1:]}.")


class ShareField(forms.CharField):
    """A share written "1/4" or "12,5 %"."""

    def to_python(self, value: Any) -> Any:
        """The share as a Fraction, None for nothing."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_share(text)
        except ValueError as error:
            raise _told(error) from error

    def prepare_value(self, value: Any) -> Any:
        """The share as it is typed."""
        return share(value) if isinstance(value, Fraction) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """True when something else stands there than what was shown."""
        return bool((self.prepare_value(initial) or "") != (data or ""))


class LinesField(forms.CharField):
    """A list with one text a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The texts, without empty lines."""
        return tuple(line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """One text a line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class CodesField(forms.CharField):
    """A list of codes or accounts on one line, with commas between."""

    def __init__(self, *, parse: Callable[[str], str] = str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parse = parse

    def to_python(self, value: Any) -> Any:
        """The codes."""
        parts = re.split(r"[,;\n]", super().to_python(value) or "")
        try:
            return tuple(self.parse(part.strip()) for part in parts if part.strip())
        except ValueError as error:
            raise _told(error) from error

    def prepare_value(self, value: Any) -> Any:
        """Codes with commas between."""
        return ", ".join(value) if isinstance(value, list | tuple) else value


def accounts_field(**kwargs: Any) -> CodesField:
    """Accounts and ranges of accounts: "3010, 3020-3029"."""
    return CodesField(parse=parse_accounts, **kwargs)
