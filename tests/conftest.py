"""What every test may ask for. A program that the machine lacks skips the test and says so; in CI it fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def program() -> Callable[[str, str], str]:
    """`program("pdftoppm", "poppler-utils")` gives the path of a program, or skips with the package that holds it.

    CI sets SAMVERK_NO_SKIP: there everything must be installed, and a missing program is a failure.
    """

    def find(name: str, package: str) -> str:
        path = shutil.which(name)
        if path is None:
            message = f"{name} finns inte på den här datorn; installera Debians paket {package} för att köra testet."
            if os.environ.get("SAMVERK_NO_SKIP"):
                pytest.fail(message)
            pytest.skip(message)
        return path

    return find
