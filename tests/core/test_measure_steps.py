from datetime import date

import pytest

from samverk.core.measure_steps import next_step
from samverk.core.measures import Measure, Target

DAY = date(2025, 3, 1)
WHOLE = {
    "id": "rehab",
    "name": "Rehab",
    "direction": "individinriktad",
    "owner": "Storsjö kommun",
    "start": date(2024, 1, 1),
    "projects": ("10",),
    "targets": (Target(text="Mål"),),
}


def step(**more: object) -> str:
    is_parent = bool(more.pop("is_parent", False))
    return next_step(Measure(**{**WHOLE, **more}), DAY, is_parent=is_parent)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ""),
        ({"projects": ()}, "Ange projektkod, så att kostnaden hittas i bokföringen."),
        ({"projects": (), "accounts": ("4100",)}, ""),
        ({"projects": (), "is_parent": True}, ""),
        ({"owner": ""}, "Ange insatsägare."),
        ({"owner": "", "parent": "iris"}, ""),
        ({"start": None}, "Ange när insatsen pågår."),
        ({"targets": ()}, "Skriv mål."),
        ({"targets": (), "direction": "gemensam"}, ""),
        ({"end": date(2025, 6, 30)}, "Besluta om fortsättning eller avslut före 30\u00a0juni\u00a02025."),
        ({"end": date(2025, 12, 31)}, ""),
        ({"end": date(2025, 2, 28)}, "Bedöm målen; insatsen slutade 28\u00a0februari\u00a02025."),
        ({"end": date(2025, 2, 28), "targets": (Target(text="Mål", grade="uppnatt"),)}, ""),
        ({"end": date(2025, 2, 28), "projects": (), "targets": ()}, ""),
    ],
)
def test_the_first_thing_that_waits(more, words):
    assert step(**more) == words
