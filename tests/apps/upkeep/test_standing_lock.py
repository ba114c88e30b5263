"""The lock of the data directory."""

from __future__ import annotations

from contextlib import closing

import pytest

from samverk.apps.upkeep.refused import UpkeepRefused
from samverk.apps.upkeep.standing_lock import StandingLock, held_alone


def test_servers_share_and_whoever_changes_the_ground_has_it_alone(tmp_path):
    with closing(StandingLock(tmp_path / "data")) as one, closing(StandingLock(tmp_path / "data")) as other:
        one.share()
        other.share()
        with pytest.raises(UpkeepRefused, match="Stoppa servern först"), held_alone(tmp_path / "data"):
            pass
    with (
        held_alone(tmp_path / "data"),
        closing(StandingLock(tmp_path / "data")) as late,
        pytest.raises(UpkeepRefused, match="uppgraderas eller återställas"),
    ):
        late.share()
    with held_alone(tmp_path / "data"):
        pass
