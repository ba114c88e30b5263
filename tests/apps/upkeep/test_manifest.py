"""A backup's manifest: read as it was written, and nothing else is taken for one."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.apps.upkeep.manifest import SCHEMA, ChainEnd, Manifest, key_print, parse

_WORDS = st.text(max_size=20)
_ENDS = st.builds(ChainEnd, st.integers(0, 2**60), st.integers(0, 2**60), _WORDS)
MANIFESTS = st.builds(
    Manifest,
    schema=st.just(SCHEMA),
    made_at=_WORDS,
    version=_WORDS,
    vendor=_WORDS,
    migrations=st.lists(_WORDS).map(tuple),
    chains=st.lists(_ENDS).map(tuple),
    database=_WORDS,
    size=st.integers(0),
    sha256=_WORDS,
    key_print=_WORDS,
)


@given(MANIFESTS)
def test_it_is_read_as_it_was_written(manifest):
    assert parse(manifest.text().encode()) == manifest


@given(MANIFESTS, st.sampled_from(list(Manifest.__dataclass_fields__)))
def test_a_manifest_without_a_field_is_none(manifest, field):
    content = asdict(manifest)
    del content[field]
    with pytest.raises((KeyError, ValueError)):
        parse(json.dumps(content).encode())


@pytest.mark.parametrize("text", [b"[]", b"{}", b"null", b'{"schema": "samverk.backup/2"}'])
def test_another_s_content_is_none(text):
    with pytest.raises(ValueError, match="not samverk"):
        parse(text)


def test_the_print_tells_keys_apart_and_says_nothing_of_them(settings):
    settings.SECRET_KEY = "en nyckel"
    one = key_print()
    settings.SECRET_KEY = "en annan nyckel"
    assert one != key_print()
    assert len(one) == 16
