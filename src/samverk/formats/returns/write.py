"""A return as signed bytes."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samverk.core.outcomes.returned import Return, ReturnCell, ReturnCellState, ReturnSummary, ReturnTable
from samverk.formats.returns.canonical import canonical
from samverk.formats.returns.keys import key_id, signature_of
from samverk.formats.returns.wire import SCHEMA


def write_return(given: Return, private_key: Ed25519PrivateKey) -> bytes:
    """The return as canonical JSON, signed. The same return and key give the same bytes every time."""
    content = content_of(given)
    signed = {**content, "key": key_id(private_key.public_key()), "hash": _hash(content)}
    signature = signature_of(private_key, canonical(signed))
    return canonical({**signed, "signature": b64encode(signature).decode("ascii")})


def content_hash(given: Return) -> str:
    """The hash of what a return says, whoever signs it: what a correction says that it replaces."""
    return _hash(content_of(given))


def _hash(content: dict[str, Any]) -> str:
    return sha256(canonical(content)).hexdigest()


def content_of(given: Return) -> dict[str, Any]:
    """What is hashed: everything but key, hash and signature, as plain lists and dicts."""
    return {
        "schema": SCHEMA,
        "association": given.association,
        "measure": given.measure,
        "period": {"first": given.span.first.isoformat(), "last": given.span.last.isoformat()},
        "number": given.number,
        "replaces": given.replaces,
        "rule": {
            "threshold": given.rule.threshold,
            "width": given.rule.narrowest,
            "zeros": given.rule.zeros.value,
            "hides_alike": given.rule.hides_alike,
        },
        "definitions": [{"code": each.code, "version": each.version} for each in given.definitions],
        "tables": [_table(each) for each in given.tables],
        "summaries": [_summary(each) for each in given.summaries],
    }


def _table(table: ReturnTable) -> dict[str, Any]:
    return {
        "table": table.table,
        "sub_projects": list(table.sub_projects),
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: ReturnCell) -> dict[str, Any]:
    told: dict[str, Any] = {"at": list(cell.at), "state": cell.state.value}
    if cell.state is ReturnCellState.SHOWN:
        told["count"] = cell.count
    if cell.reason is not None:
        told["reason"] = cell.reason.value
    return told


def _summary(summary: ReturnSummary) -> dict[str, Any]:
    return {
        "definition": summary.definition,
        "table": summary.table,
        "at": list(summary.at),
        "tenths": summary.tenths,
        "low_tenths": summary.low_tenths,
        "high_tenths": summary.high_tenths,
    }
