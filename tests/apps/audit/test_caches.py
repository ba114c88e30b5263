"""What is remembered weighs at most what it may, the least recently used goes first, and one answer serves all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.apps.audit.caches import MEMORY, WeighedCache, weight_of

HEAVY = 1_000_000


def text(signs: int) -> str:
    return "å" * signs


def test_a_value_weighs_what_it_refers_to_and_each_thing_once():
    long = text(HEAVY)
    assert HEAVY < weight_of(long) < weight_of([long, long]) < weight_of([long]) + 100
    assert weight_of({"a": (long, [text(HEAVY + 1)])}) > 2 * HEAVY


def test_the_program_itself_weighs_nothing():
    assert weight_of((pytest, WeighedCache, text, len)) < 200


def test_the_least_recently_used_goes_when_it_is_full():
    cache, made = WeighedCache(3 * HEAVY), []

    def ask(key):
        return cache.get(key, lambda: made.append(key) or text(HEAVY))

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "b"]
    assert "c" not in cache
    assert "a" in cache


def test_a_value_that_is_too_heavy_is_kept_alone():
    cache = WeighedCache(10)
    for size in (HEAVY, HEAVY + 1):
        assert len(cache.get(size, lambda size=size: text(size))) == size
        assert size in cache
    assert HEAVY not in cache


def test_what_fails_is_not_remembered_and_asked_for_again():
    cache = WeighedCache(HEAVY)
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 // 0)
    assert cache.get("a", lambda: 7) == 7


def test_nothing_can_be_remembered_as_well():
    cache = WeighedCache(HEAVY)
    assert cache.get("a", lambda: None) is None
    assert cache.get("a", lambda: 1) is None


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4000))), st.integers(0, 10_000))
def test_it_never_weighs_more_than_it_may_and_always_answers_right(asked, most):
    cache = WeighedCache(most)
    for key, size in asked:
        assert cache.get((key, size), lambda size=size: bytes(size)) == bytes(size)
        assert cache.weight <= most or len(cache._kept) == 1
        assert cache.weight == sum(
            weight_of(pair) for pair in ((key, value) for key, (_, value) in cache._kept.items())
        )
    cache.clear()
    assert cache.weight == 0


def test_the_process_remembers_as_much_as_the_installation_says(settings):
    assert MEMORY._most == settings.SAMVERK_MEMORY * 2**20
