"""The blocks of a budget by name, apart from the budget that facts files hold."""

from __future__ import annotations

from enum import StrEnum


class Block(StrEnum):
    """The spending areas of the national guidance, and the financial net."""

    BOARD = "styrelse"
    ADMINISTRATION = "administration"
    AUDIT = "revision"
    MEASURES = "insatser"
    FINANCIAL = "finansnetto"
