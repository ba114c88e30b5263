from datetime import date

import pytest
from pydantic import ValidationError

from samverk.core.measures import Direction, Grade, Measure


def test_a_measure_is_read_by_its_swedish_keys():
    measure = Measure.model_validate(
        {
            "id": "usb",
            "namn": "USB",
            "inriktning": "individinriktad",
            "projekt": ["0021"],
            "fran": date(2021, 2, 1),
            "mal": [{"text": "Arbete", "malvarde": "40 %", "bedomning": "kan_inte_bedomas"}],
        }
    )
    assert measure.direction is Direction.INDIVIDUAL
    assert measure.projects == ("0021",)
    assert measure.targets[0].grade is Grade.CANNOT_SAY


def test_a_measure_cannot_end_before_it_starts():
    with pytest.raises(ValidationError, match="kommer före början"):
        Measure.model_validate(
            {"id": "a", "namn": "A", "inriktning": "gemensam", "fran": "2024-01-01", "till": "2023-12-31"}
        )
