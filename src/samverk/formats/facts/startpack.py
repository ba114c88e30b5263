"""The commented start pack: the facts files of an invented association, to be filled in by a real one.

The templates are data files beside this module, in `start/`; words between @ signs are filled in here.
"""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable

from samverk.formats.facts.schemas import json_schemas

DEFAULT_NAME = "Finsam Storby–Lillby"


def start_pack(year: int, name: str = DEFAULT_NAME, *, with_books: bool = False) -> dict[str, bytes]:
    """The files of a start pack by path ("text/mal.md"), for the accounting year `year`.

    `with_books` adds small invented books for the year and the one before, so that a report can be made at once.
    """
    start = files("samverk.formats.facts") / "start"
    pack = {
        "LASMIG.md": _filled(start / "LASMIG.md", year, name),
        "forbund.toml": _filled(start / "forbund.toml", year, _in_quotes(name)),
        "insatser.toml": _filled(start / "insatser.toml", year, _in_quotes(name)),
        f"budget-{year}.toml": _filled(start / "budget.toml", year, _in_quotes(name)),
    }
    chapters = sorted((start / "text").iterdir(), key=lambda each: each.name)
    pack |= {f"text/{each.name}": _filled(each, year, name) for each in chapters}
    written = {path: text.encode() for path, text in pack.items()}
    for schema, content in json_schemas().items():
        written[f"schema/{schema}.schema.json"] = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    if with_books:
        for path, template in ((f"bokforing-{year}.se", "AR"), (f"bokforing-{year - 1}.se", "FORRA")):
            text = _filled(start / "exempel" / f"bokforing-{template}.se", year, name.replace('"', '\\"'))
            written[path] = text.replace("\n", "\r\n").encode("cp437", "replace")
    return written


def _in_quotes(name: str) -> str:
    """`name` as it stands between TOML's quotation marks."""
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _filled(template: Traversable, year: int, name: str) -> str:
    text = template.read_text(encoding="utf-8")
    years = {"@FORFORRA@": year - 2, "@FORRA@": year - 1, "@AR@": year, "@NASTA@": year + 1, "@OVERNASTA@": year + 2}
    for mark, value in years.items():
        text = text.replace(mark, str(value))
    return text.replace("@NAMN@", name)
