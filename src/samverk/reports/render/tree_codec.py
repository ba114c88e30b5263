"""Frozen dataclasses to JSON values, back, and their JSON Schema: one walk over the type hints serves all three.

A dataclass becomes an object with every field, in the order of declaration. Where a field may hold one of several
classes, the object begins with `node`, the class name in snake case. A Fraction is {"numerator", "denominator"}, a
date is ISO 8601, an enum its value. So a change of the document tree cannot be forgotten here.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

Json = Any  # what json.loads gives: dict, list, str, int, bool or None
Encoder = Callable[[Any], Json]
Decoder = Callable[[Json, str], Any]


class TreeFormatError(ValueError):
    """The JSON value does not have the promised shape. `place` is its path, `reason` a Swedish sentence."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


def node_name(cls: type) -> str:
    """The value of `node` for a class: FigureCell is figure_cell."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _members(hint: Any) -> tuple[Any, ...]:
    """The alternatives of a union; the hint itself when it is none."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return typing.get_args(hint)
    return (hint,)


def _is_node(hint: Any) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def encode(value: Any, hint: Any) -> Json:
    """`value`, which has the type `hint`, as a JSON value. Raises TypeError for a type that has no JSON form."""
    return _encoder(hint)(value)


@cache
def _encoder(hint: Any) -> Encoder:
    members = _members(hint)
    if len(members) > 1:
        return _union_encoder(members)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        return lambda value: [_encoder(arguments[0])(item) for item in value]
    if origin is tuple:
        return lambda value: [_encoder(kind)(item) for kind, item in zip(arguments, value, strict=True)]
    if origin is dict:
        return lambda value: {key: _encoder(arguments[1])(item) for key, item in value.items()}
    if _is_node(hint):
        return _node_encoder(hint)
    return _plain_encoder(hint)


def _plain_encoder(hint: Any) -> Encoder:
    if hint in (str, int, bool, type(None)):
        return lambda value: value
    if hint is date:
        return lambda value: value.isoformat()
    if hint is Fraction:
        return lambda value: {"numerator": value.numerator, "denominator": value.denominator}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: value.value
    raise TypeError(f"no JSON form for {hint}")


def _node_encoder(cls: type) -> Encoder:
    fields = [(name, hint) for name, hint in _hints(cls).items()]
    return lambda value: {name: _encoder(hint)(getattr(value, name)) for name, hint in fields}


def _union_encoder(members: tuple[Any, ...]) -> Encoder:
    by_class: dict[type, Any] = {typing.get_origin(member) or member: member for member in members}
    is_tagged = sum(map(_is_node, members)) > 1

    def encoded(value: Any) -> Json:
        cls = type(value)
        if cls not in by_class:
            raise TypeError(f"{cls.__name__} is not one of {members}")
        written = _encoder(by_class[cls])(value)
        return {"node": node_name(cls), **written} if is_tagged else written

    return encoded


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────


def decode(value: Json, hint: Any, place: str = "$") -> Any:
    """The value of type `hint` that `value` was written from. Raises TreeFormatError, naming the place."""
    return _decoder(hint)(value, place)


@cache
def _decoder(hint: Any) -> Decoder:
    members = _members(hint)
    if len(members) > 1:
        return _union_decoder(members)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        return lambda value, place: tuple(
            _decoder(arguments[0])(item, f"{place}[{index}]") for index, item in enumerate(_list(value, place))
        )
    if origin is tuple:
        return lambda value, place: tuple(
            _decoder(kind)(item, place)
            for kind, item in zip(arguments, _list(value, place, len(arguments)), strict=True)
        )
    if origin is dict:
        return lambda value, place: {
            key: _decoder(arguments[1])(item, f"{place}.{key}") for key, item in _object(value, place).items()
        }
    if _is_node(hint):
        return lambda value, place: _read_node(hint, value, place)
    return lambda value, place: _read_plain(hint, value, place)


def _list(value: Json, place: str, length: int | None = None) -> list[Json]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        wanted = "en lista" if length is None else f"en lista med {length} värden"
        raise TreeFormatError(place, f"här ska stå {wanted}, men det står {_found(value)}.")
    return value


def _object(value: Json, place: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TreeFormatError(place, f"här ska stå ett objekt, men det står {_found(value)}.")
    return value


def _found(value: Json) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _read_node(cls: type, value: Json, place: str) -> Any:
    given = dict(_object(value, place))
    given.pop("node", None)
    hints = _hints(cls)
    wrong = sorted(set(given) ^ set(hints))
    if wrong:
        state = "okända" if wrong[0] in given else "saknade"
        raise TreeFormatError(place, f"{state} fält: {', '.join(wrong)}. Tillåtna fält: {', '.join(hints)}.")
    try:
        return cls(**{name: _decoder(hint)(given[name], f"{place}.{name}") for name, hint in hints.items()})
    except TreeFormatError:
        raise
    except ValueError as error:
        raise TreeFormatError(place, f"värdena går inte ihop ({error}).") from error


def _read_plain(hint: Any, value: Json, place: str) -> Any:
    try:
        if hint in (str, int, bool, type(None)) and type(value) is hint:
            return value
        if hint is date and isinstance(value, str):
            return date.fromisoformat(value)
        if hint is Fraction:
            parts = _object(value, place)
            return Fraction(parts["numerator"], parts["denominator"])
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return hint(value)
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise TreeFormatError(place, f"{_found(value)} går inte att läsa som {_wanted(hint)}.") from error
    raise TreeFormatError(place, f"här ska stå {_wanted(hint)}, men det står {_found(value)}.")


def _wanted(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"något av {', '.join(hint)}"
    words = {
        str: "text",
        int: "ett heltal",
        bool: "true eller false",
        date: "ett datum, ÅÅÅÅ-MM-DD",
        type(None): "null",
    }
    return words.get(hint, "ett bråk med numerator och denominator")


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    nodes = {node_name(member): member for member in members if _is_node(member)}
    others = [member for member in members if not _is_node(member)]

    def decoded(value: Json, place: str) -> Any:
        if isinstance(value, dict) and nodes:
            name = value.get("node") if len(nodes) > 1 else next(iter(nodes))
            if name not in nodes:
                raise TreeFormatError(place, f"node är {_found(name)}. Tillåtet: {', '.join(nodes)}.")
            return _decoder(nodes[name])(value, place)
        fitting = [member for member in others if _fits(member, value)] or [*others, *nodes.values()][:1]
        return _decoder(fitting[0])(value, place)

    return decoded


def _fits(hint: Any, value: Json) -> bool:
    """Which JSON value tells which plain alternative of a union (null, an int, a Fraction, a date)."""
    shape = {type(None): type(None), int: int, bool: bool, Fraction: dict, tuple: list}.get(
        typing.get_origin(hint) or hint, str
    )
    return type(value) is shape


# ── describing ────────────────────────────────────────────────────────────────────────────────────────────────────


def schema_of(hint: Any, definitions: dict[str, Json]) -> Json:
    """The JSON Schema (draft 2020-12) of `hint`; every dataclass it needs is entered in `definitions`."""
    members = _members(hint)
    if len(members) > 1:
        return _union_schema(members, definitions)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": schema_of(arguments[0], definitions)}
    if origin is tuple:
        items = [schema_of(kind, definitions) for kind in arguments]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(arguments[1], definitions)}
    if _is_node(hint):
        return _node_reference(hint, definitions, is_tagged=False)
    return _plain_schema(hint)


def _plain_schema(hint: Any) -> Json:
    if hint is date:
        return {"type": "string", "format": "date"}
    if hint is Fraction:
        parts = {"numerator": {"type": "integer"}, "denominator": {"type": "integer", "minimum": 1}}
        return {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return {"type": {str: "string", int: "integer", bool: "boolean", type(None): "null"}[hint]}


def _union_schema(members: tuple[Any, ...], definitions: dict[str, Json]) -> Json:
    nodes = [member for member in members if _is_node(member)]
    written = [_node_reference(node, definitions, is_tagged=len(nodes) > 1) for node in nodes]
    return {"anyOf": [*written, *(schema_of(member, definitions) for member in members if member not in nodes)]}


def _node_reference(cls: type, definitions: dict[str, Json], *, is_tagged: bool) -> Json:
    name = node_name(cls)
    if name not in definitions:
        definitions[name] = {}  # entered before its fields: nodes hold nodes of their own kind
        properties = {"node": {"const": name}} if is_tagged else {}
        properties |= {field: schema_of(hint, definitions) for field, hint in _hints(cls).items()}
        definitions[name] = {
            "description": (cls.__doc__ or "").split("\n")[0],
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
