"""The samples of deploy/ and the pages for whoever hosts name commands, options and variables that exist."""

from __future__ import annotations

import configparser
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from samverk.cli.main import samverk
from samverk.config import environment

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted(path for path in (ROOT / "deploy").iterdir() if path.suffix in (".service", ".timer"))
TOLD = [ROOT / "deploy" / "README.md", ROOT / "docs/handbok/drift.md", ROOT / "docs/handbok/kommandon.md", *UNITS]
OURS = r"association|user|audit|backup|restore|upgrade|serve"
COMMAND = re.compile(rf"(?:^|[`/ =])samverk ((?:{OURS})\b[^`|\n]*)", re.MULTILINE)
KNOWN = set(re.findall(r'"(SAMVERK_[A-Z_]+|DATABASE_URL)"', Path(environment.__file__).read_text(encoding="utf-8")))


def _invocations(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    shown = re.findall(r"```\n(.*?)```|`([^`\n]+)`", text, re.DOTALL) if path.suffix == ".md" else [(text, "")]
    for block, quoted in shown:
        yield from COMMAND.findall(f"{block}\n{quoted}")


INVOCATIONS = sorted({(path.name, words.strip()) for path in TOLD for words in _invocations(path)})


@pytest.mark.parametrize(("place", "words"), INVOCATIONS)
def test_a_command_that_is_told_exists_with_its_options(place, words):
    command: click.Command = samverk
    context = click.Context(command)
    rest = [word for word in shlex.split(words) if word not in ("…", "[FÖRBUND", "…]")]
    while isinstance(command, click.Group) and rest:
        found = command.get_command(context, rest.pop(0))
        assert found is not None, words
        command = found
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= options


def test_many_commands_are_told():
    assert len(INVOCATIONS) > 25
    assert {place for place, _words in INVOCATIONS} >= {"drift.md", "kommandon.md", "samverk.service", "README.md"}


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").iterdir()), ids=lambda path: path.name)
def test_a_variable_that_is_set_is_known(path):
    assert set(re.findall(r"\b(SAMVERK_[A-Z_]+|DATABASE_URL)\b", path.read_text(encoding="utf-8"))) <= KNOWN


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_as_a_user_of_its_own_with_nothing_but_its_directory(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(path, encoding="utf-8")
    if path.suffix == ".timer":
        assert unit["Timer"]["Persistent"] == "true"
        return
    service = unit["Service"]
    assert (service["User"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("samverk", "strict", "yes")
    assert service["UMask"] == "0077"
