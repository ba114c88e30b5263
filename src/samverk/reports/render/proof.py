"""The proof of a figure, in words and links: how it is computed, from what, and where the document prints it.

Following the links ends in vouchers, budget lines or facts files (DESIGN.md section 1, principle 2). HTML and XLSX
print these values; neither computes anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.document.figures import (
    AccountSource,
    BudgetSource,
    FactSource,
    Figure,
    FigureKind,
    FigureUnit,
    ReturnSource,
    SurveySource,
    ValueState,
)
from samverk.core.document.present import months
from samverk.core.document.tree import AccountLine, AccountPage, Document
from samverk.core.ledger.model import COST_CENTRE, PROJECT
from samverk.core.money import MINUS, NBSP, format_exact, group_thousands, round_half_away
from samverk.core.periods import long_date
from samverk.reports.render.showings import Showing, showings

KIND_WORDS = {
    FigureKind.OUTCOME: "Utfall",
    FigureKind.ADOPTED_BUDGET: "Beslutad budget",
    FigureKind.REVISED_BUDGET: "Reviderad budget",
    FigureKind.DEVIATION: "Avvikelse mot budget",
    FigureKind.FORECAST: "Prognos",
    FigureKind.PLAN: "Plan",
}

_STATE_REASONS = {
    ValueState.NOTHING: "Det finns inget av detta slag.",
    ValueState.NOT_STATED: "Uppgiften finns varken i böckerna eller i faktafilerna.",
    ValueState.UNREADABLE: "Talet gick inte att läsa i källan.",
    ValueState.SUPPRESSED: "Talet visas inte, eftersom det skulle kunna peka ut enskilda personer.",
}

_BALANCE_WORDS = {"UB": "utgående balans", "IB": "ingående balans", "RES": "årets saldo", "lines": "del av kontot"}
_DIMENSION_WORDS = {COST_CENTRE: "kostnadsställe", PROJECT: "projekt"}


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One thing a figure rests on. At most one of `figure_id` and `account` (year, number) says what to open.

    `amount_ore` is the exact amount where the thing has one: a figure's own, or an account's with the ledger's sign.
    `exact` is the same in words, or a count or share. `sign` is "+", "−" or "". `objects` narrows the account.
    """

    label: str
    exact: str
    sign: str = ""
    detail: str = ""
    amount_ore: int | None = None
    figure_id: str = ""
    account: tuple[int, str] | None = None
    objects: tuple[tuple[str, str], ...] = ()
    is_part: bool = True  # False for the line that adds the others up


@dataclass(frozen=True, slots=True)
class ProofStep:
    """A heading such as "Summan av:" and the lines under it."""

    heading: str
    lines: tuple[ProofLine, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole proof of `figure`. `exact` is its value with öre; `meaning` its kind and year; remarks are sentences.

    `is_grounded`: the figure itself names what it rests on, and all of that is in the document.
    """

    figure: Figure
    exact: str
    meaning: str
    steps: tuple[ProofStep, ...]
    remarks: tuple[str, ...]
    showings: tuple[Showing, ...]
    is_grounded: bool


def proofs(document: Document) -> dict[str, Proof]:
    """The proof of every figure by id: those the document prints first, in reading order, then what they rest on."""
    printed: dict[str, list[Showing]] = {}
    for showing in showings(document):
        if showing.figure_id in document.figures:
            printed.setdefault(showing.figure_id, []).append(showing)
    pages = account_pages(document)
    ordered = [*printed, *(figure_id for figure_id in document.figures if figure_id not in printed)]
    return {
        figure_id: _proof(document.figures[figure_id], document.figures, pages, tuple(printed.get(figure_id, ())))
        for figure_id in ordered
    }


def proof_of(figure: Figure, figures: dict[str, Figure], pages: dict[tuple[int, str], AccountPage]) -> Proof:
    """The proof of one figure among `figures`; `pages` are the accounts that can be opened."""
    return _proof(figure, figures, pages, ())


def account_pages(document: Document) -> dict[tuple[int, str], AccountPage]:
    """The account pages by year and account number."""
    return {(page.year, page.account): page for page in document.account_pages}


def loose_ends(document: Document) -> tuple[str, ...]:
    """The ids of stated figures whose chain does not end in vouchers, budget lines or facts files."""
    known = proofs(document)
    sound: dict[str, bool] = {}

    def is_sound(figure_id: str) -> bool:
        if figure_id not in sound:
            sound[figure_id] = False  # a figure that rests on itself is never sound
            proof = known.get(figure_id)
            sound[figure_id] = proof is not None and proof.is_grounded and all(map(is_sound, _rests_on(proof)))
        return sound[figure_id]

    return tuple(figure_id for figure_id in known if not is_sound(figure_id))


def _rests_on(proof: Proof) -> Iterator[str]:
    for step in proof.steps:
        yield from (line.figure_id for line in step.lines if line.figure_id)


def _proof(
    figure: Figure,
    figures: dict[str, Figure],
    pages: dict[tuple[int, str], AccountPage],
    printed: tuple[Showing, ...],
) -> Proof:
    steps = tuple(step for step in (_sum(figure, figures), _ratio(figure, figures), *_sources(figure, pages)) if step)
    missing = [
        source
        for source in figure.sources
        if isinstance(source, AccountSource) and (source.year, source.account) not in pages
    ]
    return Proof(
        figure=figure,
        exact=exact_value(figure),
        meaning=" ".join(part for part in (KIND_WORDS[figure.kind], str(figure.year or "")) if part),
        steps=steps,
        remarks=tuple(_remarks(figure, figures, missing, has_steps=bool(steps))),
        showings=printed,
        is_grounded=not missing and (bool(steps) or not figure.value),
    )


def exact_value(figure: Figure) -> str:
    """The value as exactly as it is known: −1 089 175,60 kr, 54,17 %, 12, or in words why there is no number."""
    if figure.value is None:
        return {ValueState.NOTHING: "–", ValueState.SUPPRESSED: "··", ValueState.UNREADABLE: "oläsligt"}.get(
            figure.state, "uppgift saknas"
        )
    if figure.unit is FigureUnit.SHARE:
        return exact_share(Fraction(figure.value))
    if figure.unit is FigureUnit.COUNT:
        return group_thousands(int(figure.value))
    if figure.unit is FigureUnit.MONTHS:
        return f"{months(Fraction(figure.value))}{NBSP}månader"
    return f"{format_exact(int(figure.value))}{NBSP}kr"


def exact_share(share: Fraction) -> str:
    """A share as percent with two decimals: 54,17 %."""
    whole, rest = divmod(abs(round_half_away(share * 10_000)), 100)
    return f"{MINUS if share < 0 else ''}{group_thousands(whole)},{rest:02d}{NBSP}%"


# ── what a figure rests on ────────────────────────────────────────────────────────────────────────────────────────


def _sum(figure: Figure, figures: dict[str, Figure]) -> ProofStep | None:
    if not figure.terms:
        return None
    lines = tuple(_figure_line(term.figure_id, figures, MINUS if term.sign < 0 else "+") for term in figure.terms)
    return ProofStep("Samma belopp som:" if len(lines) == 1 and lines[0].sign == "+" else "Summan av:", lines)


def _ratio(figure: Figure, figures: dict[str, Figure]) -> ProofStep | None:
    if figure.ratio is None:
        return None
    upper, lower = (_figure_line(figure_id, figures) for figure_id in figure.ratio)
    return ProofStep(f"Kvoten mellan {upper.label} och {lower.label}:", (upper, lower))


def _figure_line(figure_id: str, figures: dict[str, Figure], sign: str = "") -> ProofLine:
    figure = figures.get(figure_id)
    if figure is None:
        return ProofLine(figure_id, "", sign, "Talet finns inte i dokumentet.", figure_id=figure_id)
    amount = int(figure.value) if figure.unit is FigureUnit.ORE and figure.value is not None else None
    year = str(figure.year or "")
    detail = "" if figure.kind is FigureKind.OUTCOME else KIND_WORDS[figure.kind]
    label = figure.label if year in figure.label else f"{figure.label} {year}"
    return ProofLine(label, exact_value(figure), sign, detail, amount, figure_id)


def _sources(figure: Figure, pages: dict[tuple[int, str], AccountPage]) -> Iterator[ProofStep]:
    accounts = _signed_accounts(figure)
    budget = [source for source in figure.sources if isinstance(source, BudgetSource)]
    facts = [source for source in figure.sources if isinstance(source, FactSource)]
    if accounts:
        lines = [_account_line(source, sign, pages.get((source.year, source.account))) for sign, source in accounts]
        yield ProofStep("Ur böckerna:", (*lines, *_together(sign * source.amount_ore for sign, source in accounts)))
    if budget:
        lines = [
            ProofLine(
                source.version,
                f"{format_exact(source.amount_ore)}{NBSP}kr",
                detail=f"{source.file}, {source.key}",
                amount_ore=source.amount_ore,
            )
            for source in budget
        ]
        yield ProofStep("Ur budgeten:", (*lines, *_together(source.amount_ore for source in budget)))
    returns = [source for source in figure.sources if isinstance(source, ReturnSource)]
    if returns:
        yield ProofStep("Ur registrets återrapport:", tuple(_return_line(source) for source in returns))
    surveys = [source for source in figure.sources if isinstance(source, SurveySource)]
    if surveys:
        yield ProofStep("Ur enkäten:", tuple(_survey_line(source) for source in surveys))
    if facts:
        yield ProofStep(
            "Skrivet i faktafilen:", tuple(ProofLine(source.file, "", detail=source.key) for source in facts)
        )


def _return_line(source: ReturnSource) -> ProofLine:
    period = f"{long_date(source.first)} till {long_date(source.last)}"
    where = f"nummer {source.number}, {period}, kontrollsumma {source.hash[:12]}. {source.cell}"
    return ProofLine(f"Återrapport för {source.measure}", "", detail=where)


def _survey_line(source: SurveySource) -> ProofLine:
    return ProofLine(source.survey, "", detail=f"{source.group}, {source.year}. {source.origin}")


def _signed_accounts(figure: Figure) -> list[tuple[int, AccountSource]]:
    """The account sources with +1, or −1 for one side of a change between opening and closing balances."""
    accounts = [source for source in figure.sources if isinstance(source, AccountSource)]
    opening = sum(source.amount_ore for source in accounts if source.balance == "IB")
    other = sum(source.amount_ore for source in accounts if source.balance != "IB")
    if {source.balance for source in accounts} <= {"IB"} or not any(s.balance == "IB" for s in accounts):
        return [(1, source) for source in accounts]
    subtracted_is_opening = opening - other != figure.value
    return [(-1 if (source.balance == "IB") == subtracted_is_opening else 1, source) for source in accounts]


def _together(amounts: Iterable[int]) -> Iterator[ProofLine]:
    parts = list(amounts)
    if len(parts) > 1:
        total = sum(parts)
        yield ProofLine("Tillsammans", f"{format_exact(total)}{NBSP}kr", amount_ore=total, is_part=False)


def _account_line(source: AccountSource, sign: int, page: AccountPage | None) -> ProofLine:
    return ProofLine(
        f"{source.account} {source.name}".strip(),
        f"{format_exact(source.amount_ore)}{NBSP}kr",
        sign=MINUS if sign < 0 else "",
        detail=_account_detail(source, page),
        amount_ore=source.amount_ore,
        account=None if page is None else (source.year, source.account),
        objects=source.objects,
    )


def _account_detail(source: AccountSource, page: AccountPage | None) -> str:
    words = [f"{_BALANCE_WORDS.get(source.balance, source.balance)} {source.year}"]
    if source.objects:
        words.append(object_words(source.objects))
    if page is not None and source.balance in ("RES", "lines"):
        lines = matching_lines(page, source.objects)
        if lines and sum(line.amount_ore for line in lines) == source.amount_ore:
            words.append("1 rad" if len(lines) == 1 else f"{group_thousands(len(lines))} rader")
    return ", ".join(words)


def object_words(objects: tuple[tuple[str, str], ...]) -> str:
    """Dimension objects in Swedish: "projekt 10, kostnadsställe 2"; an empty code is "utan projekt"."""
    names = ((_DIMENSION_WORDS.get(dimension, f"dimension {dimension}"), code) for dimension, code in objects)
    return ", ".join(f"{name} {code}" if code else f"utan {name}" for name, code in names)


def matching_lines(page: AccountPage, objects: tuple[tuple[str, str], ...]) -> tuple[AccountLine, ...]:
    """The lines of `page` that carry all of `objects`; an empty code wants lines without that dimension."""
    return tuple(
        line for line in page.lines if all(dict(line.objects).get(dimension, "") == code for dimension, code in objects)
    )


# ── what must be said ─────────────────────────────────────────────────────────────────────────────────────────────


def _remarks(
    figure: Figure, figures: dict[str, Figure], missing: list[AccountSource], *, has_steps: bool
) -> Iterator[str]:
    if figure.value is None:
        yield figure.explanation or _STATE_REASONS[figure.state]
        return
    if figure.explanation:
        yield figure.explanation
    if figure.base:
        yield f"Andelen är räknad av {figure.base}."
    yield from _sign_remark(figure, figures)
    if figure.is_favourable is not None and figure.value != 0:
        yield f"Utfallet är {'bättre' if figure.is_favourable else 'sämre'} än budget."
    if missing:
        names = ", ".join(f"{source.account} ({source.year})" for source in missing)
        yield f"Verifikaten på {'konto' if len(missing) == 1 else 'kontona'} {names} finns inte i dokumentet."
    if not has_steps and not figure.explanation:
        yield (
            "Varken böckerna, budgeten eller faktafilerna har något belopp här."
            if figure.value == 0
            else "Källan är inte angiven."
        )


def _sign_remark(figure: Figure, figures: dict[str, Figure]) -> Iterator[str]:
    """Say why the amounts above do not add up to the figure as they stand, when they do not."""
    if figure.unit is not FigureUnit.ORE or figure.value is None or figure.ratio is not None:
        return
    value = int(figure.value)
    amounts = [sign * source.amount_ore for sign, source in _signed_accounts(figure)]
    amounts += [source.amount_ore for source in figure.sources if isinstance(source, BudgetSource)]
    if figure.terms:
        parts = (figures[term.figure_id].value if term.figure_id in figures else 0 for term in figure.terms)
        total = sum(term.sign * int(part or 0) for term, part in zip(figure.terms, parts, strict=True))
    elif amounts:
        total = sum(amounts)
    else:
        return
    if total == value:
        return
    if total == -value:
        yield "Beloppen byter tecken här. I bokföringen har intäkter, skulder och eget kapital minus, kostnader plus."
        return
    yield (
        f"Underlaget är tillsammans {format_exact(total)}{NBSP}kr. Det skiljer {format_exact(value - total)}{NBSP}kr "
        "från talet."
    )
