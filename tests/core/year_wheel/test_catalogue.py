"""Every kind of day: a code of its own, sources that exist, and Swedish that says what it is."""

from __future__ import annotations

import re

import pytest

from samverk.core.law import PROVISIONS
from samverk.core.year_wheel import catalogue
from samverk.core.year_wheel.catalogue import KINDS
from samverk.core.year_wheel.deadline import DeadlineKind
from samverk.core.year_wheel.kinds import Binding, Progress, WheelRole

ENGLISH = re.compile(r"\b(the|is|and|of|must|year)\b")


def test_codes_are_used_once_and_every_kind_is_listed():
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"AH-[A-Z]+(-[A-Z]+)*", code) for code in codes)
    assert set(KINDS) == {kind for kind in vars(catalogue).values() if isinstance(kind, DeadlineKind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_cites_what_exists_and_explains_itself(kind):
    assert all(source in PROVISIONS for source in kind.sources)
    assert kind.explanation or kind.sources
    assert not kind.explanation or kind.explanation.endswith(".")
    assert not ENGLISH.search(re.sub(r"\{\w+\}", "", kind.title) + kind.explanation)
    assert kind.lead_days >= 0
    assert kind.acts not in kind.waits


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.binding is Binding.LAW], ids=lambda kind: kind.code)
def test_what_the_law_demands_cites_a_provision_that_can_be_read(kind):
    assert kind.sources
    assert all(PROVISIONS[source].url for source in kind.sources)


def test_roles_bindings_and_states_have_swedish_words():
    for each in (*WheelRole, *Binding, *Progress):
        assert each.in_words
    assert [each for each in Binding if each.is_duty] == [Binding.LAW, Binding.CHARTER, Binding.CONDITION]
