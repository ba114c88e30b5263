"""The closed lists of the register."""

from __future__ import annotations

from django.db import models

from samverk.core.workflows.returns import STATE_WORDS
from samverk.core.workflows.returns import ReturnState as CoreReturnState


class RegisterRole(models.TextChoices):
    """What a person is in the register. Whoever manages it sees no participant; whoever sees them manages nothing."""

    PARTICIPANT_OFFICER = "participant_officer", "deltagaransvarig"
    REGISTER_KEEPER = "register_keeper", "registeransvarig"


class Moment(models.TextChoices):
    """When it is noted how a participant stands."""

    START = "start", "vid start"
    EXIT = "exit", "vid avslut"
    AFTER_3 = "after_3", "3 månader efter avslut"
    AFTER_6 = "after_6", "6 månader efter avslut"
    AFTER_12 = "after_12", "12 månader efter avslut"

    @property
    def months(self) -> int | None:
        """Months after exit, 0 at exit; None at the start."""
        return {"start": None, "exit": 0, "after_3": 3, "after_6": 6, "after_12": 12}[self.value]


class QuestionKind(models.TextChoices):
    """How an own question is answered. There is no free text: it would be read by nobody and counted by nothing."""

    YES_NO = "yes_no", "ja eller nej"
    CHOICE = "choice", "ett av flera svar"
    NUMBER = "number", "ett helt tal"


class AskedAt(models.TextChoices):
    """When an own question is asked."""

    START = "start", "vid start"
    EXIT = "exit", "vid avslut"


class ReturnState(models.TextChoices):
    """The states of `core.workflows.returns` as the table stores them. Members are named alike in both."""

    DRAFT = CoreReturnState.DRAFT.value, STATE_WORDS[CoreReturnState.DRAFT]
    REVIEWED = CoreReturnState.REVIEWED.value, STATE_WORDS[CoreReturnState.REVIEWED]
    RELEASED = CoreReturnState.RELEASED.value, STATE_WORDS[CoreReturnState.RELEASED]
    CORRECTED = CoreReturnState.CORRECTED.value, STATE_WORDS[CoreReturnState.CORRECTED]
    WITHDRAWN = CoreReturnState.WITHDRAWN.value, STATE_WORDS[CoreReturnState.WITHDRAWN]
    REFUSED = CoreReturnState.REFUSED.value, STATE_WORDS[CoreReturnState.REFUSED]
