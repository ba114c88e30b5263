"""Facts → one Document: the annual report as a tree, every printed number filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samverk.core.document.figures import AccountSource, Figure
from samverk.core.document.present import broken_sums, present
from samverk.core.document.tree import AccountLine, AccountPage, Block, Document, Section
from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger
from samverk.core.organisation import Rounding
from samverk.core.outcomes.figures import add_figures
from samverk.core.outcomes.survey_figures import add_survey_figures
from samverk.core.periods import long_date
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.build import build_figures
from samverk.core.statements.costs import mark_costs
from samverk.formats.markdown import prose
from samverk.reports.annual.contents import CONTENTS
from samverk.reports.annual.context import Content, Context
from samverk.reports.annual.template import TEMPLATES, Chapter
from samverk.reports.render.showings import showings


def build(facts: Facts) -> tuple[Document | None, list[Problem]]:
    """The annual report of `facts`, or None with the problems that make it impossible.

    An ERROR among the problems (an unmapped account, an unknown figure in prose) means that the report would be wrong
    or incomplete, so no document is given.
    """
    statements, found = build_figures(facts)
    statements = replace(statements, figures=mark_costs(statements.figures))
    told = add_figures(statements.figures, facts.returns, {measure.id: measure.name for measure in facts.measures})
    told |= add_survey_figures(statements.figures, facts.surveys)
    context = Context(facts, statements, list(found))
    chapters = TEMPLATES[facts.association.annual_report.template]
    sections = tuple(_numbered([_section(context, chapter, 1) for chapter in chapters]))
    _unused_texts(context, chapters)
    if any(problem.severity in (ProblemSeverity.ERROR, ProblemSeverity.REFUSE) for problem in context.problems):
        return None, context.problems
    document = Document(
        kind="annual_report",
        title=f"Årsredovisning {facts.year}",
        association=facts.association.full_name or facts.association.name,
        org_number=facts.association.org_number,
        year=facts.year,
        sections=sections,
        figures={figure.id: figure for figure in context.figures},
        decided=facts.association.annual_report.decided,
        subtitle=_subtitle(facts),
        accent=facts.association.annual_report.accent,
        registration_number=facts.association.annual_report.registration_number,
        account_pages=account_pages(context),
        inputs=facts.inputs,
    )
    document = replace(document, figures=_without_unprinted(document, told))
    mode = facts.association.annual_report.rounding
    if mode is Rounding.ADDITIVE:
        context.problems.extend(_unkept_sums(document))
    return present(document, mode), context.problems


def _without_unprinted(document: Document, told: frozenset[str]) -> dict[str, Figure]:
    """The figures without the `told` that nothing prints and nothing rests on: a return tells of hundreds."""
    waiting = [showing.figure_id for showing in showings(document)]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            figure = document.figures[name]
            waiting += (*(figure.ratio or ()), *(term.figure_id for term in figure.terms))
    gone = told - needed
    return {name: figure for name, figure in document.figures.items() if name not in gone}


def _unkept_sums(document: Document) -> list[Problem]:
    """A warning that names the totals which additive rounding could not make tie; nothing is adjusted silently."""
    labels = [f"{document.figures[name].label} {document.figures[name].year}" for name in broken_sums(document)]
    if not labels:
        return []
    message = (
        f"Additiv avrundning kan inte få alla summor att stämma med sina rader. De som skiljer en enhet är "
        f'{", ".join(labels)}. Välj avrundning = "oberoende", eller enhet = "kr".'
    )
    return [Problem(ProblemSeverity.WARNING, "TX-AVRUNDNING", message, "forbund.toml", key="arsredovisning.avrundning")]


def _subtitle(facts: Facts) -> str:
    decided = facts.association.annual_report.decided
    return f"Beslutad av styrelsen {long_date(decided)}" if decided else "Utkast, inte beslutad av styrelsen"


def _section(context: Context, chapter: Chapter, level: int) -> Section | None:
    """A chapter with its prose, its computed content and its parts; None when it is optional and empty."""
    words = _words(context, chapter, level)
    content = CONTENTS[chapter.content](context) if chapter.content else Content()
    parts = [part for child in chapter.parts if (part := _section(context, child, level + 1)) is not None]
    blocks, own_sections = _ended((*words.blocks, *content.blocks), (*words.sections, *content.sections), content.last)
    sections = (*own_sections, *parts)
    if chapter.optional and not blocks and not sections:
        return None
    # the mark "#" is replaced by the heading's number when all chapters are known
    return Section(chapter.id, chapter.title, level, blocks, sections, number="#" if chapter.numbered else "")


def _ended(
    blocks: tuple[Block, ...], sections: tuple[Section, ...], last: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Put `last` after the chapter's own blocks, or under its last heading when the prose has headings."""
    if not sections:
        return (*blocks, *last), sections
    *earlier, final = sections
    return blocks, (*earlier, replace(final, blocks=(*final.blocks, *last)))


def _words(context: Context, chapter: Chapter, level: int) -> prose.Prose:
    text = context.facts.texts.get(chapter.text, "") if chapter.text else ""
    if chapter.text and not text.strip() and not chapter.optional:
        context.problems.append(
            Problem(
                ProblemSeverity.WARNING,
                "TX-SAKNAS",
                f"Kapitlet ”{chapter.title}” har ingen text. Skriv den i filen text/{chapter.text}.md.",
                f"text/{chapter.text}.md",
            )
        )
    found, problems = prose.read(
        text, file=f"text/{chapter.text}.md", figures=context.figures, chapter_id=chapter.id, level=level + 1
    )
    context.problems.extend(problems)
    return found


def _numbered(sections: Sequence[Section | None], prefix: str = "") -> Iterator[Section]:
    count = 0
    for section in sections:
        if section is None:
            continue
        number = ""
        if section.number:
            count += 1
            number = f"{prefix}{count}"
        inner = tuple(_numbered(section.sections, f"{number}." if number else ""))
        yield replace(section, number=number, sections=inner)


def _unused_texts(context: Context, chapters: Sequence[Chapter]) -> None:
    """Say when a prose file belongs to no chapter of the template; its words would silently be missing."""
    known = {chapter.text for chapter in _all(chapters) if chapter.text}
    for name in sorted(set(context.facts.texts) - known):
        context.problems.append(
            Problem(
                ProblemSeverity.WARNING,
                "TX-OKAND",
                f"Texten hör inte till något kapitel och kommer inte med. Kapitlen heter {', '.join(sorted(known))}.",
                f"text/{name}.md",
            )
        )


def _all(chapters: Sequence[Chapter]) -> Iterator[Chapter]:
    for chapter in chapters:
        yield chapter
        yield from _all(chapter.parts)


def account_pages(context: Context) -> tuple[AccountPage, ...]:
    """One page per year and account that any figure rests on: opening, every line, closing."""
    wanted = sorted(
        {
            (-source.year, source.account)
            for figure in context.figures
            for source in figure.sources
            if isinstance(source, AccountSource)
        }
    )
    lines = {year: _lines_by_account(ledger) for year, ledger in context.facts.ledgers.items()}
    return tuple(
        _account_page(context.facts.ledgers[-year], -year, account, lines[-year].get(account, ()))
        for year, account in wanted
        if -year in lines
    )


def _lines_by_account(ledger: Ledger) -> dict[str, list[AccountLine]]:
    found: dict[str, list[AccountLine]] = {}
    for voucher in ledger.vouchers:
        for posting in voucher.postings:
            line = AccountLine(
                voucher.name,
                posting.day or voucher.day,
                posting.text or voucher.text,
                posting.objects,
                posting.amount_ore,
            )
            found.setdefault(posting.account, []).append(line)
    return found


def _account_page(ledger: Ledger, year: int, account: str, lines: Sequence[AccountLine]) -> AccountPage:
    known = ledger.accounts.get(account)
    opening = ledger.opening.get((0, account), 0)
    closing = ledger.closing.get((0, account), ledger.results.get((0, account), 0))
    return AccountPage(year, account, known.name if known else "", opening, closing, tuple(lines))
