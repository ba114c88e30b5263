"""What a password must be, in plain words; the checks themselves are Django's."""

from __future__ import annotations

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)


class LongEnough(MinimumLengthValidator):
    """At least so many signs."""

    def get_error_message(self) -> str:
        """What was wrong, and how long it must be."""
        return f"Lösenordet är för kort. Det ska ha minst {self.min_length} tecken."

    def get_help_text(self) -> str:
        """The rule."""
        return f"Minst {self.min_length} tecken."


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Not the person's own name or address."""

    def __init__(self) -> None:
        super().__init__(("name", "email"))

    def get_error_message(self) -> str:
        """What was wrong."""
        return "Lösenordet liknar ditt namn eller din e-postadress. Välj något som inte har med dig att göra."

    def get_help_text(self) -> str:
        """The rule."""
        return "Inte ditt namn eller din e-postadress."


class Uncommon(CommonPasswordValidator):
    """Not one that many have."""

    def get_error_message(self) -> str:
        """What was wrong."""
        return "Lösenordet är ett av de vanligaste. Välj flera ord som bara du skulle sätta ihop."

    def get_help_text(self) -> str:
        """The rule."""
        return "Inte ett som många har."
