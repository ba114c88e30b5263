"""The register's own returns, read back from what it once signed. Nothing is tried: it wrote them itself."""

from __future__ import annotations

from samverk.core.outcomes.returned import Return
from samverk.formats.returns.canonical import parse
from samverk.formats.returns.content import return_of
from samverk.formats.returns.wire import ReturnShape


def read_own_return(data: bytes) -> Return:
    """The return in bytes that this register wrote. Raises ContentError when its definitions are no longer ours."""
    shape = ReturnShape.model_validate(parse(data))
    named = {shape.measure, *(each for table in shape.tables for each in table.sub_projects)}
    return return_of(shape, frozenset(named))
