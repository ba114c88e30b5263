"""Facts models → TOML as a person would have typed it: Swedish keys, one section per table, nothing that says nothing.

`tables.read_table` reads it back to an equal value. A key is left out when it has its default and the default is
empty; every other is written, so that the reader of the file sees the choices that were made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from samverk.core.values import FactsModel

INLINE = frozenset({"andelar", "antal_anstallda", "omfattar"})
"""Keys whose tables stand on the key's own line: { andel = "1/4", fran = 2009-06-18 }."""

_WIDE = 110
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\r": "\\r"}
_SMALL_DENOMINATOR = 12


def table_text(model: FactsModel, comments: Mapping[str, str]) -> str:
    """A whole file. `comments` has the words to set above a section, by its key; each once, before the first."""
    waiting = dict(comments)
    lines: list[str] = []
    for line in _table(model, ()):
        header = re.match(r"\[\[?([^\]]+)\]", line)
        comment = waiting.pop(header[1], None) if header else None
        if header:
            lines.append("")
        if comment is not None:
            lines.append(f"# {comment}")
        lines.append(line)
    return "\n".join([*lines, ""])


def _table(model: FactsModel, path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: keys with values first, then the tables inside it."""
    inside: list[tuple[str, Any]] = []
    for key, value in _written(model):
        if key not in INLINE and _is_table(value):
            inside.append((key, value))
        else:
            yield f"{_key(key)} = {_value(value, key)}"
    for key, value in inside:
        here = (*path, key)
        name = ".".join(_key(part) for part in here)
        if isinstance(value, tuple):
            for each in value:
                yield f"[[{name}]]"
                yield from _table(each, here)
        else:
            yield f"[{name}]"
            if isinstance(value, FactsModel):
                yield from _table(value, here)
            else:
                yield from (f"{_key(str(part))} = {_value(each)}" for part, each in value.items())


def _is_table(value: Any) -> bool:
    return isinstance(value, FactsModel | Mapping) or (
        isinstance(value, tuple) and bool(value) and isinstance(value[0], FactsModel)
    )


def _written(model: FactsModel) -> Iterator[tuple[str, Any]]:
    """Key and value of every field that says something."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        is_silent = value in (None, "", (), {}) or (isinstance(value, Decimal) and value == 0)
        default = field.get_default(call_default_factory=True) if not field.is_required() else ...
        if value is None or (is_silent and value == default):
            continue
        yield field.alias or name, value


def _value(value: Any, key: str = "") -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return text(str(value.value))
        case str():
            return text(value)
        case date():
            return value.isoformat()
        case Fraction():
            return text(share(value))
        case int():
            return str(value)
        case Decimal():
            return number(value)
        case FactsModel():
            return _braces([(each, _value(inner)) for each, inner in _written(value)])
        case Mapping():
            return _braces(
                [(str(each.value if isinstance(each, Enum) else each), _value(inner)) for each, inner in value.items()]
            )
        case tuple():
            return _brackets([_value(each) for each in value], key)
    raise TypeError(f"{key} holds a {type(value).__name__}, which no facts file has")


def _braces(pairs: list[tuple[str, str]]) -> str:
    return "{ " + ", ".join(f"{_key(key)} = {value}" for key, value in pairs) + " }" if pairs else "{}"


def _brackets(values: list[str], key: str) -> str:
    """A list on one line, or one value a line when it would be wide."""
    short = f"[{', '.join(values)}]"
    if len(key) + len(short) <= _WIDE and "\n" not in short:
        return short
    return "[\n" + "".join(f"    {value},\n" for value in values) + "]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def text(value: str) -> str:
    """A text in quotation marks; one of several lines between three, as it reads."""
    if "\n" not in value:
        return _quoted(value)
    kept = "".join(_escaped(sign) if sign != "\n" else sign for sign in value)
    kept = kept.replace('"""', '""\\"')
    kept = f'{kept[:-1]}\\"' if kept.endswith('"') else kept
    return f'"""\n{kept}"""'


def _quoted(value: str) -> str:
    inside = "".join(_escaped(sign) for sign in value).replace('"', '\\"').replace("\n", "\\n")
    return f'"{inside}"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    is_control = (sign < " " and sign not in "\t\n") or sign == "\x7f"
    return f"\\u{ord(sign):04x}" if is_control else sign


def number(value: Decimal) -> str:
    """An amount without exponent and without zeros that say nothing: 3685, 1842.5."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value, "f").rstrip("0")


def share(value: Fraction) -> str:
    """A share as people write it, exactly: "1/4", "13,7 %"."""
    if value.denominator <= _SMALL_DENOMINATOR:
        return str(value)
    percent = value * 100
    for decimals in range(13):
        whole = percent * 10**decimals
        if whole.denominator == 1:
            digits = str(whole.numerator).rjust(decimals + 1, "0")
            cut = len(digits) - decimals
            return f"{digits[:cut]}{',' if decimals else ''}{digits[cut:]} %"
    return str(value)
