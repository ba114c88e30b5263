"""One TOML file of the facts directory: bytes → model, with every mistake in it told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from samverk.core.problems import Problem
from samverk.core.values import FactsModel
from samverk.formats.facts.messages import problems_of
from samverk.formats.facts.toml_text import KeyPath, decode, key_lines, parse

Model = TypeVar("Model", bound=FactsModel)


@dataclass(frozen=True, slots=True)
class FactsTable(Generic[Model]):
    """A file that was read: its name, its value and the lines its keys stand on."""

    file: str
    value: Model
    lines: dict[KeyPath, int]


def read_table(data: bytes, file: str, model: type[Model]) -> tuple[FactsTable[Model] | None, list[Problem]]:
    """Read a TOML file as `model`. None when it cannot be used; then at least one problem says REFUSE."""
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    values, problems = parse(text, file)
    if values is None:
        return None, problems
    lines = key_lines(text)
    try:
        value = model.model_validate(values, by_alias=True, by_name=False)
    except ValidationError as error:
        return None, problems_of(error.errors(include_url=False), model, file, lines)
    return FactsTable(file, value, lines), []
