"""What each field of each table holds about people. A test fails on a field that is not declared, and on a stale one.

Each app declares its own in `personal_data.py`: `FIELDS = {"Model": {"field": NOTHING or about(...)}}`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Field


class Kind(StrEnum):
    """How much a field says about a person."""

    NOTHING = "nothing"
    IDENTIFIES = "identifies"
    SENSITIVE = "sensitive"  # GDPR articles 9 and 10
    FREE_TEXT = "free_text"  # people may write about people there

    @property
    def label(self) -> str:
        """The kind in Swedish."""
        return {
            "nothing": "inga personuppgifter",
            "identifies": "pekar ut en person",
            "sensitive": "känslig uppgift",
            "free_text": "fri text",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a field holds, why, and for how long. Purpose and retention are Swedish and printed in the register."""

    kind: Kind
    purpose: str = ""
    retention: str = ""


NOTHING = PersonalData(Kind.NOTHING)


def about(kind: Kind, purpose: str, retention: str) -> PersonalData:
    """Declare a field that holds something about people. Raises ValueError when purpose or retention is missing."""
    if not purpose or not retention:
        raise ValueError("a field about people needs a purpose and a retention")
    return PersonalData(kind, purpose, retention)


Fields = Mapping[str, Mapping[str, PersonalData]]


@dataclass(frozen=True, slots=True)
class RegisteredField:
    """A row of the register."""

    app: str
    table: str
    field: str
    data: PersonalData


def declared() -> dict[str, Fields]:
    """What every app of ours declares, by app label."""
    found: dict[str, Fields] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("samverk.apps.") and any(True for _ in config.get_models()):
            found[config.label] = importlib.import_module(f"{config.name}.personal_data").FIELDS
    return found


def register() -> list[RegisteredField]:
    """Every field that holds something about people, in the order of apps, tables and fields; packages' tables last."""
    rows = []
    for label, fields in declared().items():
        config = apps.get_app_config(label)
        for model in config.get_models():
            for field in model._meta.concrete_fields:
                data = fields[model.__name__][field.name]
                if data.kind is not Kind.NOTHING:
                    table = str(model._meta.verbose_name)
                    rows.append(RegisteredField(str(config.verbose_name), table, _called(field), data))
    return [*rows, *_OF_PACKAGES]


def _called(field: Field[Any, Any]) -> str:
    """The field's name in Swedish; one that points at a table, and has no name of its own, is called as that is."""
    own = str(field.verbose_name)
    target: Any = field.related_model
    is_unnamed = own == field.name.replace("_", " ")
    return str(target._meta.verbose_name) if target is not None and is_unnamed else own


_SIGN_IN = "Inloggning"
_WHILE_ACCOUNT = "så länge kontot behövs, därefter enligt förbundets gallringsplan"
_OF_PACKAGES = (
    RegisteredField(
        _SIGN_IN,
        "session",
        "vem som är inloggad, och krypterat i högst en timme det som skickades när inloggningen hade tagit slut",
        about(Kind.IDENTIFIES, "hålla en inloggning öppen, och inte tappa det någon skrev", "åtta timmar"),
    ),
    RegisteredField(
        _SIGN_IN, "tvåstegsinloggning", "person", about(Kind.IDENTIFIES, "säker inloggning", _WHILE_ACCOUNT)
    ),
    RegisteredField(
        _SIGN_IN,
        "organisationens inloggning",
        "person och uppgifter från inloggningstjänsten",
        about(Kind.IDENTIFIES, "inloggning med organisationens egen tjänst", _WHILE_ACCOUNT),
    ),
)
"""What the packages for sign-in keep in their own tables (Django's sessions, django-allauth)."""


def register_by_app() -> dict[str, dict[str, list[RegisteredField]]]:
    """The register as it is printed: app → table → fields."""
    apps_of: dict[str, dict[str, list[RegisteredField]]] = {}
    for row in register():
        apps_of.setdefault(row.app, {}).setdefault(row.table, []).append(row)
    return apps_of
