"""Files of releases: what has been printed about people, for `samverk disclosure attack`."""

from samverk.formats.releases.model import json_schema
from samverk.formats.releases.read import ReleaseFile, read

__all__ = ["ReleaseFile", "json_schema", "read"]
