"""The facts directory: forbund.toml, insatser.toml, budget-ÅÅÅÅ.toml, text/*.md, bokforing-ÅÅÅÅ.se."""

from samverk.formats.facts.reading import read, read_directory
from samverk.formats.facts.schemas import json_schemas

__all__ = ["json_schemas", "read", "read_directory"]
