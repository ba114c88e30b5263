"""A year's books as rows: every version that was taken in, its accounts and vouchers, for search and drill-down.

Figures are not computed from these rows: `queries.ledger_of` reads the kept file, exactly as the command line does.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samverk.apps.accounting.enums import ImportState
from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.organisation.models import Association
from samverk.core.planning.block import Block
from samverk.core.statements.lines import LABELS
from samverk.core.statements.profile import BaseProfile, Line
from samverk.core.statements.profiles import SHIPPED

LINES = [(line.value, LABELS[line]) for line in Line]
BLOCKS = [
    (Block.BOARD.value, "Styrelse"),
    (Block.ADMINISTRATION.value, "Administration"),
    (Block.AUDIT.value, "Revision"),
    (Block.MEASURES.value, "Insatser"),
    (Block.FINANCIAL.value, "Finansnetto"),
]


class LedgerImportQuerySet(GuardedQuerySet["LedgerImport"]):
    """Versions of the books."""

    def current(self) -> LedgerImportQuerySet:
        """The versions that count, one per year."""
        return self.filter(state=ImportState.CURRENT)


class LedgerImport(Guarded):
    """A version of one year's books: a file that was taken in. Versions are kept, never changed.

    `sentence` says whether the books agree with themselves. A locked version is used in an adopted report: its year
    takes no other.
    """

    association = models.ForeignKey(
        Association, on_delete=models.CASCADE, related_name="ledger_imports", verbose_name="förbund"
    )
    year = models.PositiveSmallIntegerField("räkenskapsår")
    number = models.PositiveIntegerField("version")
    state = models.CharField("läge", max_length=12, choices=ImportState.choices, default=ImportState.CURRENT)
    file_name = models.CharField("filens namn", max_length=200)
    sha256 = models.CharField("kontrollsumma", max_length=64)
    size = models.PositiveIntegerField("storlek i byte")
    sie_type = models.CharField("SIE-typ", max_length=2)
    program = models.CharField("bokföringsprogram", max_length=200, blank=True)
    generated = models.DateField("exporterad", null=True, blank=True)
    imported_at = models.DateTimeField("inläst")
    imported_by = models.CharField("inläst av", max_length=200)
    voucher_count = models.PositiveIntegerField("verifikat")
    posting_count = models.PositiveIntegerField("rader")
    account_count = models.PositiveIntegerField("konton")
    ties = models.BooleanField("stämmer")
    sentence = models.TextField("avstämning")
    problems = models.JSONField("anmärkningar", default=list, blank=True)
    dimensions = models.JSONField("dimensioner", default=dict, blank=True)
    locked_at = models.DateTimeField("låst", null=True, blank=True)
    locked_reason = models.CharField("varför den är låst", max_length=300, blank=True)

    objects: ClassVar[Any] = LedgerImportQuerySet.as_manager()

    class Meta:
        verbose_name = "version av bokföringen"
        verbose_name_plural = "versioner av bokföringen"
        ordering = ("association", "-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("association", "year", "number"), name="ledger_version_once"),
            models.UniqueConstraint(fields=("association", "year", "sha256"), name="ledger_file_once"),
            models.UniqueConstraint(
                fields=("association", "year"), condition=Q(state="current"), name="one_current_ledger_per_year"
            ),
            models.CheckConstraint(condition=Q(year__gte=1990) & Q(year__lte=2200), name="ledger_year_is_a_year"),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True) | ~Q(locked_reason=""), name="ledger_lock_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"Bokföring {self.year}, version {self.number}"

    @property
    def is_current(self) -> bool:
        """True for the version that counts."""
        return self.state == ImportState.CURRENT

    @property
    def is_locked(self) -> bool:
        """True when an adopted report uses it."""
        return self.locked_at is not None


class LedgerFile(Guarded):
    """The bytes of a version, packed with zlib. Apart from the version, so that lists never carry them."""

    ledger_import = models.OneToOneField(
        LedgerImport, on_delete=models.CASCADE, primary_key=True, related_name="file", verbose_name="version"
    )
    packed = models.BinaryField("filen, packad")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        ordering = ("ledger_import",)


class Account(Guarded):
    """An account of a version, with what the file says of its balances. Öre, debit positive."""

    ledger_import = models.ForeignKey(
        LedgerImport, on_delete=models.CASCADE, related_name="accounts", verbose_name="version", db_index=False
    )
    number = models.CharField("konto", max_length=40)
    name = models.TextField("namn", blank=True)
    is_balance = models.BooleanField("balanskonto")
    opening_ore = models.BigIntegerField("ingående balans", default=0)
    closing_ore = models.BigIntegerField("utgående belopp", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"
        ordering = ("ledger_import", "number")
        constraints = (models.UniqueConstraint(fields=("ledger_import", "number"), name="account_once_per_ledger"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class DimensionObject(Guarded):
    """An object of a version: project 10, cost centre 2. `dimension` is SIE's number."""

    ledger_import = models.ForeignKey(
        LedgerImport, on_delete=models.CASCADE, related_name="dimension_objects", verbose_name="version", db_index=False
    )
    dimension = models.CharField("dimension", max_length=20)
    code = models.CharField("kod", max_length=100)
    name = models.TextField("namn", blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "objekt"
        verbose_name_plural = "objekt"
        ordering = ("ledger_import", "dimension", "code")
        constraints = (
            models.UniqueConstraint(fields=("ledger_import", "dimension", "code"), name="object_once_per_ledger"),
        )


class ObjectBalance(Guarded):
    """Opening and closing balance of an account for one list of objects (OIB, OUB). Öre, debit positive."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="object_balances", verbose_name="konto")
    pairs = models.TextField("objekt")
    opening_ore = models.BigIntegerField("ingående balans", default=0)
    closing_ore = models.BigIntegerField("utgående balans", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "saldo per objekt"
        verbose_name_plural = "saldon per objekt"
        ordering = ("account", "pairs")


class Voucher(Guarded):
    """A voucher of a version. `position` is its place in the file, from 1; `corrections` is JSON of struck lines.

    The database does not look up the version of each voucher, nor the voucher and account of each line: half a million
    checks take longer than all else. `rows.store_ledger` alone writes them, in one transaction.
    """

    ledger_import = models.ForeignKey(
        LedgerImport,
        on_delete=models.CASCADE,
        related_name="vouchers",
        verbose_name="version",
        db_index=False,
        db_constraint=False,
    )
    position = models.PositiveIntegerField("plats i filen")
    series = models.CharField("serie", max_length=40, blank=True)
    number = models.CharField("nummer", max_length=40, blank=True)
    day = models.DateField("datum")
    text = models.TextField("text", blank=True)
    corrections = models.TextField("rättade rader", blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "verifikat"
        verbose_name_plural = "verifikat"
        ordering = ("ledger_import", "position")
        constraints = (models.UniqueConstraint(fields=("ledger_import", "position"), name="voucher_place_once"),)

    def __str__(self) -> str:
        return f"{self.series} {self.number}".strip()


class Posting(Guarded):
    """A line that counts. `pairs` is its objects as JSON ('[["1","2"],["6","P01"]]'), "" for none. Debit positive."""

    voucher = models.ForeignKey(
        Voucher, on_delete=models.CASCADE, related_name="postings", verbose_name="verifikat", db_constraint=False
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="postings",
        verbose_name="konto",
        db_index=False,
        db_constraint=False,
    )
    day = models.DateField("datum")
    amount_ore = models.BigIntegerField("belopp")
    pairs = models.TextField("objekt", blank=True)
    text = models.TextField("text", blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "rad i verifikat"
        verbose_name_plural = "rader i verifikat"
        ordering = ("voucher", "pk")
        indexes = (models.Index(fields=("account", "day"), name="posting_by_account"),)


# ── where accounts belong ───────────────────────────────────────────────────────────────────────────────────────────


class ChartProfile(Versioned):
    """The chart of accounts that an association's books follow."""

    association = models.OneToOneField(
        Association, on_delete=models.CASCADE, related_name="chart_profile", verbose_name="förbund"
    )
    base = models.CharField(
        "kontoplan",
        max_length=20,
        choices=[(base.value, SHIPPED[base].name) for base in BaseProfile],
        default=BaseProfile.BAS.value,
    )

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "kontoplan"
        verbose_name_plural = "kontoplaner"
        ordering = ("association",)

    def __str__(self) -> str:
        return f"kontoplanen {self.get_base_display()}"


class ChartRule(Versioned):
    """What a rule of a line and a rule of a note have in common: accounts, narrowed by cost centres and projects."""

    position = models.PositiveIntegerField("ordning")
    accounts = models.JSONField("konton")
    line = models.CharField("rad", max_length=60, choices=LINES)
    cost_centres = models.JSONField("kostnadsställen", default=list, blank=True)
    projects = models.JSONField("projekt", default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def accounts_words(self) -> str:
        """The accounts as people write them: 3010, 3020-3029."""
        return ", ".join(self.accounts)

    @property
    def narrowed_words(self) -> str:
        """What narrows the rule: "kostnadsställe 1, projekt 10"; "" when nothing does."""
        parts = [("kostnadsställe", self.cost_centres), ("projekt", self.projects)]
        return ", ".join(f"{word} {' eller '.join(codes)}" for word, codes in parts if codes)


class LineRule(ChartRule):
    """The line that accounts belong to. Goes before what the chart of accounts says."""

    association = models.ForeignKey(
        Association, on_delete=models.CASCADE, related_name="line_rules", verbose_name="förbund"
    )
    line_if_credit = models.CharField("rad när saldot är i kredit", max_length=60, choices=LINES, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "regel för rad"
        verbose_name_plural = "regler för rader"
        ordering = ("association", "position", "pk")

    def __str__(self) -> str:
        return f"konto {self.accounts_words} till {self.get_line_display()}"


class NoteRule(ChartRule):
    """A named row of the note to a line, and the block of the budget that its costs belong to."""

    association = models.ForeignKey(
        Association, on_delete=models.CASCADE, related_name="note_rules", verbose_name="förbund"
    )
    name = models.CharField("notrad", max_length=200)
    block = models.CharField("kostnadsblock", max_length=20, choices=BLOCKS, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "regel för notrad"
        verbose_name_plural = "regler för notrader"
        ordering = ("association", "position", "pk")

    def __str__(self) -> str:
        return f"notraden {self.name}, konto {self.accounts_words}"
