"""A file that cannot be used: raised deep inside a reader, told as one problem at its door."""

from __future__ import annotations

from samverk.core.problems import Problem, ProblemSeverity

BROKEN = "LAS-TRASIG"


class RefusedError(Exception):
    """Nothing of the file can be used. `message` is Swedish and says what was found and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def problem(self, name: str) -> Problem:
        """The refusal as a problem of the file called `name`."""
        return Problem(ProblemSeverity.REFUSE, self.code, self.message, name)


def broken_part(part: str) -> RefusedError:
    """A part that cannot be unpacked or is no XML."""
    return RefusedError(
        BROKEN,
        f"Filen är skadad: delen {part} går inte att läsa. Öppna filen i Office, låt programmet reparera den och spara "
        "en kopia, eller hämta filen igen.",
    )
