"""What the computed parts of each chapter hold. Sentences are generated from figures and say better or worse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from samverk.core.document.figures import Figure
from samverk.core.document.present import exact_percent
from samverk.core.document.tree import Block, Paragraph, Remark, Table
from samverk.core.measures import Direction, Grade
from samverk.core.organisation import Rounding
from samverk.core.periods import year_end
from samverk.core.statements.structure import Statement
from samverk.reports.annual import charts
from samverk.reports.annual.context import Content, Context, paragraph, sentence
from samverk.reports.annual.notes import notes_content
from samverk.reports.annual.participants import participants_content
from samverk.reports.annual.people import board_content, signature_content
from samverk.reports.annual.surveys import surveys_content
from samverk.reports.annual.tables import text_table

GRADE_WORDS = {
    Grade.REACHED: "Uppnått",
    Grade.PARTLY: "Delvis uppnått",
    Grade.NOT_REACHED: "Inte uppnått",
    Grade.CANNOT_SAY: "Går inte att bedöma",
}
MOST_DEVIATIONS = 3


def _blocks(*parts: Block | None) -> tuple[Block, ...]:
    return tuple(part for part in parts if part is not None)


def _table(context: Context, statement: Statement | None) -> Table | None:
    return None if statement is None else context.table(statement)


def summary(context: Context) -> Content:
    """The year in two sentences: the result against budget, and what is saved."""
    result, deviation = context.figure("arets_resultat"), context.figure("avvikelse.resultat")
    funds = context.figure("medel_till_forfogande")
    if result is None:
        return Content()
    parts: list[str | Figure] = [f"Årets resultat {context.year} blev ", result]
    parts += [", ", deviation, "."] if deviation is not None else ["."]
    if funds is not None:
        parts += [" Vid årets slut fanns ", funds, " i sparade medel."]
    return Content((paragraph(*parts, lead=True),))


def financing(context: Context) -> Content:
    """What the members paid, by share, and income by source."""
    total = context.figure("medlemmarnas_medel")
    opening = context.figure("sparade_medel_in")
    income = context.figure("verksamhetens_intakter")
    blocks: list[Block | None] = []
    if total is not None and income is not None and opening is not None:
        blocks.append(
            paragraph(
                "Medlemmarna betalade ", total, f" under {context.year}. Förbundets samlade intäkter blev ", income,
                ", och från tidigare år fanns ", opening, " i sparade medel.",
            )
        )  # fmt: skip
    blocks.append(member_shares(context))
    blocks.append(charts.income_chart(context))
    return Content(_blocks(*blocks))


def member_shares(context: Context) -> Table | None:
    """Each member's share of the contributions on the last day of the year (FinsamL 5 §)."""
    day = year_end(context.year)
    members = [(member, member.share_on(day)) for member in context.association.members]
    rows = [
        (m.name, exact_percent(share), m.paid_by if m.paid_by and m.paid_by != m.name else m.name)
        for m, share in members
        if share
    ]
    return text_table("andelar", "Medlemmarnas andelar", ("Medlem", "Andel", "Betalas av"), rows) if rows else None


def overview(context: Context) -> Content:
    """The five-year overview and equity over time."""
    return Content(_blocks(_table(context, context.statements.overview), charts.equity_chart(context)))


def outcome_against_budget(context: Context) -> Content:
    """Outcome against budget: what deviated most, the table, and two charts."""
    named = context.statements.budget_version
    compared = Remark(sentence(f"Budgeten som utfallet jämförs med: {named}.")) if named else None
    blocks = _blocks(
        deviation_sentences(context),
        compared,
        _table(context, context.statements.budget_outcome),
        charts.cost_chart(context),
        charts.budget_chart(context),
    )
    return Content(blocks)


def deviation_sentences(context: Context) -> Paragraph | None:
    """The measures that deviated most, in words: better or worse than budget, never just plus or minus."""
    parents = {measure.parent for measure in context.facts.measures}
    deviations: list[tuple[str, Figure]] = []
    for measure in context.facts.measures:
        figure = context.figure(f"avvikelse.{measure.id}")
        if figure is not None and figure.value and measure.id not in parents:
            deviations.append((measure.name, figure))
    deviations.sort(key=lambda pair: -abs(int(pair[1].value or 0)))
    if not deviations:
        return None
    parts: list[str | Figure] = ["Störst skillnad mot budget hade "]
    shown = deviations[:MOST_DEVIATIONS]
    for place, (name, figure) in enumerate(shown):
        parts += ["" if place == 0 else (" och " if place == len(shown) - 1 else ", "), f"{name} (", figure, ")"]
    return paragraph(*parts, ".")


def saved_funds(context: Context) -> Content:
    """Saved funds against every ceiling with its base, and available funds in the plan years."""
    funds = context.figure("medel_till_forfogande")
    opening = context.figure("sparade_medel_in")
    said = None
    if funds is not None and opening is not None:
        word = "minskade" if int(funds.value or 0) < int(opening.value or 0) else "ökade"
        said = paragraph(f"De sparade medlen {word} från ", opening, " till ", funds, ".")
    return Content(
        _blocks(said, _table(context, context.statements.saved_funds), _table(context, context.statements.forecast))
    )


def key_ratios(context: Context) -> Content:
    """Key ratios, each with its base."""
    return Content(_blocks(_table(context, context.statements.ratios)))


def balance_requirement(context: Context) -> Content:
    """The balance requirement result (LKBR 11:10)."""
    return Content(_blocks(_table(context, context.statements.balance_requirement)))


def _measures(context: Context, direction: Direction) -> Content:
    """The targets of the measures of one direction; each measure is a heading above its own."""
    rows: list[Sequence[str]] = []
    for measure in context.facts.measures:
        if measure.direction is direction and measure.targets:
            rows.append((measure.name,))
            rows += [
                (target.text, target.target, target.result, GRADE_WORDS[target.grade] if target.grade else "")
                for target in measure.targets
            ]
    if not rows:
        return Content()
    word = "individinriktade" if direction is Direction.INDIVIDUAL else "strukturövergripande"
    headings = ("Mål", "Målvärde", "Resultat", "Bedömning")
    table = text_table(f"mal-{direction.value}", f"Mål och resultat, {word} insatser", headings, rows)
    return Content(last=(table,))


def individual_measures(context: Context) -> Content:
    """Targets and results of measures for individuals."""
    return _measures(context, Direction.INDIVIDUAL)


def structural_measures(context: Context) -> Content:
    """Targets and results of structural measures."""
    return _measures(context, Direction.STRUCTURAL)


def operating_account(context: Context) -> Content:
    """The operating account in summary; each measure stands in chapter 1.5 (R14)."""
    return Content(_blocks(_table(context, context.statements.operating_account)))


def investment_account(context: Context) -> Content:
    """The investment account, or the sentence that there is none (LKBR 4:1 and 10 kap.)."""
    if context.statements.investment_account is None:
        said = f"Förbundet har inte gjort några investeringar under {context.year} och äger inga anläggningstillgångar."
        return Content((paragraph(said),))
    return Content(_blocks(_table(context, context.statements.investment_account)))


def income_statement(context: Context) -> Content:
    """The income statement (LKBR 5 kap.)."""
    return Content(_blocks(_table(context, context.statements.income_statement), _rounding_sentence(context)))


def _rounding_sentence(context: Context) -> Paragraph:
    """The one sentence that explains the rounding of the whole report."""
    if context.association.annual_report.rounding is Rounding.ADDITIVE:
        return paragraph("Beloppen är avrundade så att varje summa stämmer med sina rader.")
    return paragraph(
        "Varje belopp i årsredovisningen är avrundat för sig. Därför kan en summa skilja på sista siffran."
    )


def balance_sheet(context: Context) -> Content:
    """The balance sheet (LKBR 6 kap.)."""
    return Content(_blocks(_table(context, context.statements.balance_sheet)))


def cash_flow(context: Context) -> Content:
    """The cash flow statement (LKBR 8 kap.)."""
    return Content(_blocks(_table(context, context.statements.cash_flow)))


CONTENTS: dict[str, Callable[[Context], Content]] = {
    "summary": summary,
    "board": board_content,
    "financing": financing,
    "overview": overview,
    "outcome_against_budget": outcome_against_budget,
    "saved_funds": saved_funds,
    "key_ratios": key_ratios,
    "balance_requirement": balance_requirement,
    "individual_measures": individual_measures,
    "participants": participants_content,
    "structural_measures": structural_measures,
    "surveys": surveys_content,
    "operating_account": operating_account,
    "investment_account": investment_account,
    "income_statement": income_statement,
    "balance_sheet": balance_sheet,
    "cash_flow": cash_flow,
    "notes": notes_content,
    "signatures": signature_content,
}
