"""The association and the register are two installations of one package, and the first reaches no participant."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from samverk.apps.participants.enums import RegisterRole
from samverk.apps.users.enums import Role

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "samverk"
PERSONS = (
    "samverk.apps.participants",
    "samverk.web.participants",
    "samverk.core.outcomes.record",
    "samverk.formats.scb",
)

_LOADED = """
import json, sys, django
django.setup()
from django.apps import apps
from django.urls import get_resolver
def walk(patterns):
    for each in patterns:
        walk(each.url_patterns) if hasattr(each, "url_patterns") else each.callback
walk(get_resolver().url_patterns)
tables = sorted(model._meta.label_lower for model in apps.get_models())
print(json.dumps({"modules": sorted(sys.modules), "tables": tables}))
"""


def _loaded(settings: str, data: Path) -> dict[str, list[str]]:
    """What is loaded once every address of an installation is known."""
    environment = {"DJANGO_SETTINGS_MODULE": f"samverk.config.settings.{settings}", "SAMVERK_DATA": str(data)}
    made = subprocess.run([sys.executable, "-c", _LOADED], env=environment, capture_output=True, text=True, check=True)
    told: dict[str, list[str]] = json.loads(made.stdout)
    return told


def test_the_association_s_program_loads_nothing_of_a_participant(tmp_path):
    loaded = _loaded("association", tmp_path)
    assert [name for name in loaded["modules"] if name.startswith(PERSONS)] == []
    assert [name for name in loaded["tables"] if name.startswith("participants.")] == []


def test_the_register_has_no_tables_of_the_office(tmp_path):
    tables = _loaded("register", tmp_path)["tables"]
    assert "participants.participation" in tables
    offices = ("accounting.", "planning.", "measures.", "publishing.", "governance.", "outcomes.", "surveys.")
    assert [name for name in tables if name.startswith(offices)] == []


def test_a_role_of_the_association_is_never_one_of_the_register():
    assert {each.value for each in Role} & {each.value for each in RegisterRole} == set()


def _contract(id_: str) -> dict[str, list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    found: dict[str, list[str]] = next(each for each in contracts if each["id"] == id_)
    return found


@pytest.mark.parametrize("room", ["apps", "web"])
def test_the_contract_names_every_room_of_the_association(room):
    """A room that is added later must be promised to reach no participant too."""
    contract = _contract("nothing-reaches-a-person")
    assert set(contract["forbidden_modules"]) == set(PERSONS)
    rooms = {each.parent.name for each in (PACKAGE / room).glob("*/__init__.py")} - {"participants", "templatetags"}
    assert {f"samverk.{room}.{each}" for each in rooms} <= set(contract["source_modules"])
