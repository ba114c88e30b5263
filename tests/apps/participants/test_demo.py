"""The demo's register: the published totals, returns reviewed by another than the drafter, and nobody who exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.apps.participants.demo import YEARS, load_register_demo, released_files
from samverk.apps.participants.models import Participation
from samverk.apps.participants.register_models import MeasureReturn
from samverk.core.outcomes.code_lists import GENDERS
from samverk.core.outcomes.returned import Return
from samverk.core.outcomes.table_kinds import ALL
from samverk.core.outcomes.told import count_at
from samverk.formats.returns.kept import kept_return


@pytest.fixture
def _story(settings, tmp_path):
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)


@pytest.fixture
def returns(_story) -> dict[int, Return]:
    load_register_demo()
    return {each.span.first.year: each for each in (kept_return(data) for _name, data in released_files())}


def test_the_demo_s_register_tells_what_finsam_lund_has_published(returns):
    """Finsam Lunds årsredovisning 2024: 396 inskrivna, 223 kvinnor och 173 män; 24 % till arbete, 17 % till studier."""
    told = returns[2024]
    counts = {gender: count_at(told, "enrolled_by_gender", gender) for gender in ("woman", "man", ALL)}
    assert counts == {"woman": 223, "man": 173, ALL: 396}
    everyone = count_at(told, "exits_by_reason", ALL, ALL)
    shares = [count_at(told, "exits_by_reason", reason, ALL) for reason in ("to_work", "to_studies")]
    assert everyone == 160
    assert [round(100 * (each or 0) / everyone) for each in shares] == [24, 17]
    assert {each.code for each in GENDERS.codes} >= {"woman", "man"}


def test_every_return_was_reviewed_and_released_by_another(returns):
    assert set(returns) == set(YEARS)
    for row in MeasureReturn.objects.all():
        assert row.state == "released"
        assert row.drafted_by_id not in (row.reviewed_by_id, row.released_by_id)


def test_a_second_time_changes_nothing(returns):
    before = Participation.objects.count(), list(released_files())
    load_register_demo()
    assert (Participation.objects.count(), list(released_files())) == before
