"""The facts directory: forbund.toml, insatser.toml, budget-ÅÅÅÅ.toml, text/*.md, bokforing-ÅÅÅÅ.se."""

from samverk.formats.facts.reading import read, read_directory
from samverk.formats.facts.schemas import json_schemas
from samverk.formats.facts.startpack import DEFAULT_NAME, start_pack
from samverk.formats.facts.writing import write

__all__ = ["DEFAULT_NAME", "json_schemas", "read", "read_directory", "start_pack", "write"]
