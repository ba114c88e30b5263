"""The facts directory: forbund.toml, insatser.toml, budget-ÅÅÅÅ.toml, text/*.md, bokforing-ÅÅÅÅ.se."""

from samverk.formats.facts.reading import read, read_directory

__all__ = ["read", "read_directory"]
