"""Which funders are the European Social Fund."""

from __future__ import annotations

import pytest

from samverk.core.year_wheel.measures import is_financed_by_esf


@pytest.mark.parametrize("funder", ["ESF", "Svenska ESF-rådet", "Europeiska socialfonden", "ESF+", "esf"])
def test_the_social_fund_however_it_is_written(funder):
    assert is_financed_by_esf(["Lunds kommun", funder])


@pytest.mark.parametrize("funders", [[], ["Lunds kommun"], ["Jesfors kommun"], ["Allmänna arvsfonden"]])
def test_others_are_not(funders):
    assert not is_financed_by_esf(funders)
