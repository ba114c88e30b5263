"""The tables of what a register knows: participants and their participations, and what is only counted.

What `core.outcomes` counts is made of these rows (`queries`). No row has a name; free text about a person is nowhere.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.participants.enums import AskedAt, Moment, QuestionKind
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.outcomes.code_lists import (
    ANSWERS,
    EDUCATION_LEVELS,
    EXIT_REASONS,
    GENDERS,
    REFERRERS,
    VIOLENCE_DEFINITIONS,
)
from samverk.core.outcomes.codes import CodeList
from samverk.core.outcomes.progress import INSTRUMENTS, Rater
from samverk.core.outcomes.record import RecordError, check_token
from samverk.core.planning.months import month_words
from samverk.formats.scb.participants import MOST_HOURS

EARLIEST_BIRTH_YEAR = 1900
EARLIEST_YEAR = 2004
"""The year in which the first associations began (lag 2003:1210)."""


def choices(codes: CodeList) -> list[tuple[str, str]]:
    """A code list as a field's choices, without the code of what is missing."""
    return [(each.code, each.name) for each in codes.codes]


def check_card(card: str) -> None:
    """Raise ValidationError for a card number that may be a personal identity number or a name."""
    try:
        check_token(card)
    except RecordError as error:
        raise ValidationError(str(error)) from error


def _year_field(name: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        name, validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(2100)]
    )


class Participant(Versioned):
    """A person, by an invented card number. `identity` is an encrypted personal identity number where the party allows.

    `identity_index` is a keyed hash of it, to find the same person again; the key lies outside the database.
    """

    values_stay_out_of_the_trail = True

    card = models.CharField("kortnummer", max_length=40, unique=True, validators=[check_card])
    gender = models.CharField("kön", max_length=20, choices=choices(GENDERS))
    birth_year = models.PositiveSmallIntegerField(
        "födelseår", null=True, blank=True, validators=[MinValueValidator(EARLIEST_BIRTH_YEAR), MaxValueValidator(2100)]
    )
    identity = models.BinaryField("personnummer, krypterat", null=True, blank=True)
    identity_index = models.CharField(
        "personnummer, nyckel för sökning", max_length=64, null=True, blank=True, unique=True
    )

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagare"
        verbose_name_plural = "deltagare"
        ordering = ("card",)

    def __str__(self) -> str:
        return self.card


class Participation(Versioned):
    """One person's time in one measure, with the consent to it: a new one for each measure (SUS)."""

    values_stay_out_of_the_trail = True

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="participations")
    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="participations")
    consent_given = models.DateField("samtycke gavs")
    start = models.DateField("start")
    municipality = models.CharField(
        "kommun",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", "Skriv kommunkoden med fyra siffror.")],
    )
    education = models.CharField("utbildning", max_length=20, blank=True, choices=choices(EDUCATION_LEVELS))
    referrer = models.CharField("remittent", max_length=40, blank=True, choices=choices(REFERRERS))
    months_in_support = models.PositiveSmallIntegerField(
        "månader med offentlig försörjning före start", null=True, blank=True, validators=[MaxValueValidator(720)]
    )
    exit = models.DateField("avslut", null=True, blank=True)
    exit_reason = models.CharField("avslutsorsak", max_length=40, blank=True, choices=choices(EXIT_REASONS))

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagande"
        verbose_name_plural = "deltaganden"
        ordering = ("-start", "-pk")
        indexes = (models.Index(fields=("measure", "start"), name="participation_by_start"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(exit__isnull=True) | Q(exit__gte=F("start")),
                name="exit_after_start",
                violation_error_message="Avslutet är före starten. Rätta den ena dagen.",
            ),
            models.CheckConstraint(
                condition=Q(exit__isnull=False) | Q(exit_reason=""),
                name="exit_reason_needs_a_day",
                violation_error_message="En avslutsorsak kräver en avslutsdag. Ange dagen.",
            ),
            models.UniqueConstraint(
                fields=("participant", "measure", "start"),
                name="participation_once",
                violation_error_message="Deltagaren har redan börjat i insatsen den dagen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.participant.card} i {self.measure}"


class StatusNote(Versioned):
    """How a participant stands at a moment. `support` are codes, the main source first; `occupied` codes and extents.

    `is_unreached` says that somebody has tried and nobody answered, so that the follow-up is not asked for again.
    """

    values_stay_out_of_the_trail = True

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="notes")
    moment = models.CharField("när", max_length=20, choices=Moment.choices)
    day = models.DateField("dag")
    support = models.JSONField("försörjning", default=list, blank=True)
    occupied = models.JSONField("sysselsättning", default=list, blank=True)
    is_unreached = models.BooleanField("gick inte att nå", default=False)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "läge"
        verbose_name_plural = "lägen"
        ordering = ("participation", "day", "pk")
        constraints = (models.UniqueConstraint(fields=("participation", "moment"), name="moment_once"),)

    def __str__(self) -> str:
        return f"{self.participation} {self.get_moment_display()}"

    def clean(self) -> None:
        """Raise ValidationError for codes that are not in their lists or contradict each other."""
        from samverk.apps.participants.queries import status_of

        try:
            status_of(self)
        except (RecordError, ValueError) as error:
            raise ValidationError(str(error)) from error
        if self.is_unreached and (self.support or self.occupied):
            raise ValidationError("Den som inte gick att nå har inget läge. Ta bort krysset eller läget.")


class OwnQuestion(Versioned):
    """A question of the register's own, asked in a measure (all when None) while it is valid."""

    measure = models.ForeignKey(
        RegisterMeasure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="insats",
    )
    position = models.PositiveSmallIntegerField("plats i ordningen", default=0)
    text = models.CharField("fråga", max_length=300)
    kind = models.CharField("svaras med", max_length=20, choices=QuestionKind.choices)
    choices = models.JSONField("svar att välja mellan", default=list, blank=True)
    asked_at = models.CharField("frågas", max_length=20, choices=AskedAt.choices)
    valid_from = models.DateField("från och med")
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "egen fråga"
        verbose_name_plural = "egna frågor"
        ordering = ("asked_at", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="question_ends_after_it_starts",
                violation_error_message="Sista dagen kommer före den första. Rätta den ena dagen.",
            ),
        )

    def __str__(self) -> str:
        return self.text


class OwnAnswer(Guarded):
    """A participant's answer to an own question: "yes", "no", one of the choices, or a whole number as digits."""

    values_stay_out_of_the_trail = True

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(OwnQuestion, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField("svar", max_length=200)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "svar på egen fråga"
        verbose_name_plural = "svar på egna frågor"
        ordering = ("question", "pk")
        constraints = (models.UniqueConstraint(fields=("participation", "question"), name="answer_once"),)

    def __str__(self) -> str:
        return self.answer


class ProgressRating(Guarded):
    """A rating of one item of a progress instrument. `case_worker` is a token; another one than before is a change."""

    values_stay_out_of_the_trail = True

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="ratings")
    instrument = models.CharField(
        "instrument", max_length=40, choices=[(each.id, each.name) for each in INSTRUMENTS.values()]
    )
    item = models.CharField("fråga", max_length=40)
    day = models.DateField("dag")
    rater = models.CharField(
        "vem som skattar",
        max_length=20,
        choices=[(Rater.PERSON.value, "deltagaren"), (Rater.CASE_WORKER.value, "handläggaren")],
    )
    score = models.SmallIntegerField("steg")
    confidence = models.SmallIntegerField("hur säker skattaren är", null=True, blank=True)
    case_worker = models.CharField("handläggarens beteckning", max_length=40, blank=True, validators=[check_card])

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "skattning"
        verbose_name_plural = "skattningar"
        ordering = ("participation", "day", "rater", "item")
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "instrument", "item", "day", "rater"), name="rating_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.day}"


class MonthHours(Versioned):
    """How many hours somebody took part in a month (yyyymm), for SCB's monthly file."""

    values_stay_out_of_the_trail = True

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="month_hours")
    month = models.PositiveIntegerField(
        "månad", validators=[RegexValidator(r"^\d{4}(0[1-9]|1[0-2])$", "Ange år och månad, som 202503.")]
    )
    hours = models.PositiveSmallIntegerField("timmar", validators=[MaxValueValidator(MOST_HOURS)])

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "timmar i en månad"
        verbose_name_plural = "timmar per månad"
        ordering = ("participation", "month")
        constraints = (models.UniqueConstraint(fields=("participation", "month"), name="month_hours_once"),)

    def __str__(self) -> str:
        return f"{self.participation.participant.card}, {month_words(self.month)}"


class QueuePlace(Versioned):
    """Someone's time in the queue of a measure, by a card of its own. Nothing else is known of who waits."""

    values_stay_out_of_the_trail = True

    card = models.CharField("kortnummer", max_length=40, unique=True, validators=[check_card])
    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="queue")
    gender = models.CharField("kön", max_length=20, choices=choices(GENDERS))
    queued = models.DateField("ställdes i kö")
    started = models.DateField("började", null=True, blank=True)
    left = models.DateField("lämnade kön", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "köplats"
        verbose_name_plural = "köplatser"
        ordering = ("queued", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(started__isnull=True) | Q(left__isnull=True),
                name="started_or_left",
                violation_error_message="Den som står i kö har antingen börjat eller lämnat kön. Ange en av dagarna.",
            ),
            models.CheckConstraint(
                condition=(Q(started__isnull=True) | Q(started__gte=F("queued")))
                & (Q(left__isnull=True) | Q(left__gte=F("queued"))),
                name="queue_ends_after_it_starts",
                violation_error_message="Kön slutar före sin början. Rätta den ena dagen.",
            ),
        )

    def __str__(self) -> str:
        return self.card


class AnonymousTally(Versioned):
    """Participants without consent or with protected identity: how many, by gender and calendar year (SUS)."""

    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="anonymous")
    year = _year_field("år")
    gender = models.CharField("kön", max_length=20, choices=choices(GENDERS))
    count = models.PositiveIntegerField("antal")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "anonyma deltagare"
        verbose_name_plural = "anonyma deltagare"
        ordering = ("measure", "year", "gender")
        constraints = (models.UniqueConstraint(fields=("measure", "year", "gender"), name="anonymous_once"),)

    def __str__(self) -> str:
        return f"{self.count} {self.get_gender_display()} {self.year}"


class ViolenceTally(Versioned):
    """Answers to the questions about violence in a year: how many, by one definition, gender and answer."""

    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="violence")
    year = _year_field("år")
    definition = models.CharField("definition", max_length=40, choices=choices(VIOLENCE_DEFINITIONS))
    gender = models.CharField("kön", max_length=20, choices=choices(GENDERS))
    answer = models.CharField("svar", max_length=20, choices=choices(ANSWERS))
    count = models.PositiveIntegerField("antal")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "svar på frågor om våld"
        verbose_name_plural = "svar på frågor om våld"
        ordering = ("measure", "year", "definition", "gender", "answer")
        constraints = (
            models.UniqueConstraint(fields=("measure", "year", "definition", "gender", "answer"), name="violence_once"),
        )

    def __str__(self) -> str:
        return f"{self.count} {self.get_answer_display()} {self.year}"
