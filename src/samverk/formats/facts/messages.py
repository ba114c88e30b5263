"""What a facts model found wrong, told in Swedish: what stands there, what is allowed, what was perhaps meant.

pydantic tells in English; none of its words reach a reader. `explain` has a sentence for every kind of error that the
facts models can give, and a plain one for the rest.
"""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.values import FactsModel
from samverk.formats.facts.toml_text import KeyPath, key_name, line_of, quoted

# Kinds of error that say "this is not a …", and what is wanted instead.
_WANTED = {
    "string": 'text inom citattecken, till exempel "Lund"',
    "int": "ett heltal utan citattecken, till exempel 4",
    "bool": "true eller false, utan citattecken",
    "tuple": 'en lista inom hakar, även när den har ett enda värde: ["så"]',
    "list": 'en lista inom hakar, även när den har ett enda värde: ["så"]',
    "dict": "en tabell med nycklar: { nyckel = värde } eller en egen rubrik [så]",
    "model": "en tabell med nycklar: { nyckel = värde } eller en egen rubrik [så]",
    "date": "en dag: 2025-03-21",
    "decimal": "ett tal utan citattecken, med punkt före decimaler: 1842.5",
    "float": "ett tal utan citattecken, med punkt före decimaler: 1842.5",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "små bokstäver a–z, siffror och _, och det börjar med en bokstav: iris_usb",
    r"^(#[0-9a-fA-F]{6})?$": "en färg med # och sex tecken 0–9 och a–f: #1f6f78",
}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ " Menade du ”kommun”?" with the nearest of `known`, or "" when nothing is near."""
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(_plain(word), [_plain(name) for name in names], n=1, cutoff=0.6)
    nearest = next((name for folded, name in names.items() if close and _plain(folded) == close[0]), None)
    return f" Menade du {quoted(nearest)}?" if nearest else ""


def _plain(word: str) -> str:
    """`word` as a key is spelt: small letters, without å, ä, ö and marks between words."""
    return word.casefold().translate(str.maketrans("åäöéü -", "aaoeu__"))


def listed(values: Iterable[str]) -> str:
    """Write allowed values as a Swedish list: "kr", "tkr" eller "mnkr"."""
    shown = [f'"{value}"' for value in values]
    return f"{', '.join(shown[:-1])} eller {shown[-1]}" if len(shown) > 1 else "".join(shown)


def problems_of(
    errors: Iterable[Mapping[str, Any]], model: type[FactsModel], file: str, lines: dict[KeyPath, int]
) -> list[Problem]:
    """Turn pydantic's errors about one file into problems with line and key. `model` is what the file should be."""
    found: dict[tuple[KeyPath, str], Problem] = {}
    for error in errors:
        if error["type"] == "too_short" and error.get("input"):
            continue  # its elements are wrong and were not counted; each has its own error
        path: KeyPath = tuple(part for part in error["loc"] if part != "[key]")
        message = explain(error, model)
        found.setdefault(
            (path, message),
            Problem(ProblemSeverity.REFUSE, "FA-NYCKEL", message, file, line_of(lines, path), key_name(path)),
        )
    return sorted(found.values(), key=lambda problem: (problem.line or 0, problem.key))


def explain(error: Mapping[str, Any], model: type[FactsModel]) -> str:
    """One pydantic error (an ErrorDetails) as a Swedish sentence or two."""
    kind = str(error["type"])
    loc = tuple(error["loc"])
    context = error.get("ctx") or {}
    container, field = _field_at(model, loc)
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]) if loc else "", container)
    if kind == "missing":
        return f"nyckeln saknas. {_description(field)}".strip()
    if kind in ("value_error", "assertion_error"):
        own = context.get("error")
        if isinstance(own, ValueError) and own.args:
            return _with_input(f"{own.args[0]}.", error.get("input"))
    if kind in ("enum", "literal_error"):
        return _not_allowed(error.get("input"), _choices(field, at_key="[key]" in loc))
    return _with_input(f"{_rule(kind, context)}{_hint(field)}.", error.get("input"))


def _rule(kind: str, context: Mapping[str, Any]) -> str:
    """What the rule that was broken asks for, without a full stop."""
    if kind == "string_pattern_mismatch":
        return f"här ska stå {_PATTERNS.get(str(context.get('pattern')), 'ett annat slags text')}"
    if kind == "string_too_short":
        return "texten får inte vara tom"
    if kind == "string_too_long":
        return f"texten är för lång; högst {context.get('max_length', '')} tecken får plats"
    if kind in ("greater_than_equal", "greater_than"):
        return f"talet är för litet; det minsta tillåtna är {context.get('ge', context.get('gt', ''))}"
    if kind in ("less_than_equal", "less_than"):
        return f"talet är för stort; det största tillåtna är {context.get('le', context.get('lt', ''))}"
    if kind == "too_short":
        return "listan är tom; minst ett värde behövs"
    if kind.startswith("int_from_float"):
        return f"här ska stå {_WANTED['int']}"
    wanted = _WANTED.get(kind.split("_", 1)[0])
    return f"här ska stå {wanted}" if wanted else "värdet kan inte användas här"


def _hint(field: FieldInfo | None) -> str:
    """The key's own description in brackets, so that the reader knows what it is for."""
    described = _description(field).rstrip(".")
    return f" ({described[0].lower()}{described[1:]})" if described else ""


def _description(field: FieldInfo | None) -> str:
    return field.description or "" if field is not None else ""


def _with_input(message: str, value: Any) -> str:
    """Add what was found, when it is short enough to be worth showing."""
    if isinstance(value, str | int | float | Decimal) or hasattr(value, "isoformat"):
        shown = ("true" if value else "false") if isinstance(value, bool) else value
        return f"{message} Nu står det {quoted(shown)}."
    return message


def _unknown_key(key: str, container: type[BaseModel] | None) -> str:
    allowed = aliases(container) if container is not None else []
    return f"nyckeln är okänd.{did_you_mean(key, allowed)} Tillåtna här: {', '.join(allowed)}."


def _not_allowed(value: Any, choices: list[str]) -> str:
    shown = quoted(value) if isinstance(value, str | int | Decimal) else "Värdet"
    near = did_you_mean(value, choices) if isinstance(value, str) else ""
    return f"{shown} är inte tillåtet. Tillåtet: {listed(choices)}.{near}"


def aliases(model: type[BaseModel]) -> list[str]:
    """The keys a table of the facts files may have, in the order of the model."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _choices(field: FieldInfo | None, *, at_key: bool) -> list[str]:
    """The allowed words of a field: its enum or literal, for `at_key` the one that its keys are of."""
    found: list[str] = []
    for part in _leaves(field.annotation if field is not None else None):
        if isinstance(part, type) and issubclass(part, Enum):
            found.extend(str(member.value) for member in part)
        elif not isinstance(part, type):
            found.append(str(part))
        if found and at_key:
            break
    return list(dict.fromkeys(found))


def _leaves(annotation: Any) -> Iterable[Any]:
    """The types and literal values that an annotation is built of, in order."""
    origin = typing.get_origin(annotation)
    if origin is typing.Literal:
        yield from typing.get_args(annotation)
    elif origin is typing.Annotated:
        yield from _leaves(typing.get_args(annotation)[0])
    elif origin is None:
        yield from () if annotation in (None, types.NoneType, Ellipsis) else (annotation,)
    else:
        for part in typing.get_args(annotation):
            yield from _leaves(part)


def _field_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The table that a path ends in and the last field on the way (None for an unknown key)."""
    container: type[BaseModel] | None = model
    owner, field = container, None
    for part in loc:
        if container is None or isinstance(part, int):
            continue
        owner = container
        field = next((each for name, each in container.model_fields.items() if part in (each.alias, name)), None)
        inner = (each for each in _leaves(field.annotation) if isinstance(each, type)) if field is not None else ()
        container = next((each for each in inner if issubclass(each, BaseModel)), None)
    return owner, field
