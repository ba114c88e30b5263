"""The last part of the page: how each figure is computed, and the accounts with their vouchers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from samverk.core.document.figures import AccountSource, Figure
from samverk.core.document.tree import AccountLine, AccountPage, Document
from samverk.core.money import NBSP, format_exact
from samverk.reports.render.outline import anchor
from samverk.reports.render.proof import Proof, ProofLine, ProofStep, account_pages, object_words, proofs

_MOST_PLACES = 8  # links back from one proof; the rest are counted


def proof_part(document: Document) -> str:
    """Everything under "Bevis": one block per figure, then one table per account and year."""
    pages = account_pages(document)
    groups = {key: _groups(page) for key, page in pages.items()}
    figures = "".join(_proof(proof, groups) for proof in proofs(document).values())
    resting = _figures_by_account(document)
    accounts = "".join(_account(page, groups[key], resting.get(key, ())) for key, page in pages.items())
    if not figures and not accounts:
        return ""
    parts = [
        '<section class="proofs chapter" id="bevis"><h2>Bevis</h2>\n'
        "<p>Varje tal i dokumentet kan följas hit, och härifrån till böckerna, budgeten eller faktafilen. "
        "Beloppen står i kronor och ören.</p>\n"
    ]
    if figures:
        parts.append(f'<section id="bevis-tal"><h3>Talen</h3>\n{figures}</section>\n')
    if accounts:
        parts.append(
            '<section id="bevis-konton"><h3>Konton och verifikat</h3>\n'
            "<p>I bokföringen står debet som plus och kredit som minus. Intäkter, skulder och eget kapital "
            f"är därför minusbelopp.</p>\n{accounts}</section>\n"
        )
    return "".join([*parts, "</section>\n"])


# ── figures ───────────────────────────────────────────────────────────────────────────────────────────────────────

Objects = tuple[tuple[str, str], ...]
Groups = tuple[tuple[Objects, tuple[AccountLine, ...]], ...]


def _proof(proof: Proof, groups: Mapping[tuple[int, str], Groups]) -> str:
    figure = proof.figure
    name = f"proof-{anchor(figure.id)}"
    steps = "".join(_step(step, groups) for step in proof.steps)
    remarks = "".join(f"<p>{escape(remark)}</p>\n" for remark in proof.remarks)
    return (
        f'<section class="proof" id="{name}">\n<h4><span>{escape(figure.label)}</span> '
        f'<span class="exact">{escape(proof.exact)}</span></h4>\n'
        f'<p class="meaning">{escape(proof.meaning)} · {escape(figure.id)}</p>\n{steps}{remarks}{_places(proof)}'
        "</section>\n"
    )


def _places(proof: Proof) -> str:
    if not proof.showings:
        return ""
    links = [f'<a href="#{showing.anchor}">{escape(showing.place)}</a>' for showing in proof.showings[:_MOST_PLACES]]
    rest = len(proof.showings) - _MOST_PLACES
    if rest > 0:
        links.append("ett ställe till" if rest == 1 else f"{rest} ställen till")
    return f'<p class="places">Står i: {"; ".join(links)}</p>\n'


def _step(step: ProofStep, groups: Mapping[tuple[int, str], Groups]) -> str:
    lines = "".join(_line(line, groups) for line in step.lines)
    return f'<p class="step">{escape(step.heading)}</p>\n<ul>\n{lines}</ul>\n'


def _line(line: ProofLine, groups: Mapping[tuple[int, str], Groups]) -> str:
    label = escape(line.label)
    if line.account is not None:
        label = f'<a href="#{_account_target(line.account, line.objects, groups)}">{label}</a>'
    elif line.figure_id and line.exact:
        label = f'<a href="#proof-{anchor(line.figure_id)}">{label}</a>'
    detail = f' <span class="detail">{escape(line.detail)}</span>' if line.detail else ""
    sign = f'<span class="sign">{line.sign}</span>' if line.sign else ""
    amount = f'<span class="amount">{escape(line.exact)}</span>' if line.exact else ""
    return f'<li>{sign}<span class="what">{label}{detail}</span>{amount}</li>\n'


# ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _account_anchor(key: tuple[int, str]) -> str:
    return f"account-{key[0]}-{anchor(key[1])}"


def _account_target(key: tuple[int, str], objects: Objects, groups: Mapping[tuple[int, str], Groups]) -> str:
    """The account's table, or in it the first group of lines that carries `objects`."""
    name = _account_anchor(key)
    if not objects or len(groups[key]) < 2:
        return name
    for place, (carried, _) in enumerate(groups[key], 1):
        if all(dict(carried).get(dimension, "") == code for dimension, code in objects):
            return f"{name}-{place}"
    return name


def _groups(page: AccountPage) -> Groups:
    """The lines by the objects they carry, each group in the order of the books."""
    ordered = sorted(page.lines, key=lambda line: line.objects)
    return tuple((objects, tuple(lines)) for objects, lines in groupby(ordered, key=lambda line: line.objects))


def _figures_by_account(document: Document) -> dict[tuple[int, str], tuple[Figure, ...]]:
    found: dict[tuple[int, str], dict[str, Figure]] = {}
    for figure in document.figures.values():
        for source in figure.sources:
            if isinstance(source, AccountSource):
                found.setdefault((source.year, source.account), {})[figure.id] = figure
    return {key: tuple(figures.values()) for key, figures in found.items()}


def _account(page: AccountPage, groups: Groups, figures: Iterable[Figure]) -> str:
    name = _account_anchor((page.year, page.account))
    title = f"Konto {page.account} {page.name}".strip()
    links = "; ".join(f'<a href="#proof-{anchor(figure.id)}">{escape(_with_year(figure))}</a>' for figure in figures)
    used = f'<p class="cited">Ingår i: {links}</p>\n' if links else ""
    rows = "".join(_account_rows(page, groups, name))
    return (
        f'<section class="account" id="{name}">\n<h4>{escape(title)}, {page.year}</h4>\n{used}'
        f'<div class="scroll" role="group" aria-labelledby="{name}-caption" tabindex="0">\n<table>\n'
        f'<caption id="{name}-caption"><span class="unseen">{escape(title)}, {page.year}</span> '
        '<span class="unit">Belopp i kronor och ören.</span></caption>\n'
        '<thead>\n<tr><th scope="col">Verifikat</th><th scope="col">Datum</th><th scope="col">Text</th>'
        f'<th scope="col">Projekt med mera</th><th scope="col" class="figure">Belopp</th></tr>\n</thead>\n{rows}'
        f"</table>\n</div>\n{_account_remark(page)}</section>\n"
    )


def _with_year(figure: Figure) -> str:
    return f"{figure.label}{NBSP}{figure.year}" if figure.year else figure.label


def _account_rows(page: AccountPage, groups: Groups, name: str) -> Iterator[str]:
    if page.opening_ore:
        yield f"<tbody>\n{_balance_row('Ingående balans', page.opening_ore, 'item')}</tbody>\n"
    for place, (objects, lines) in enumerate(groups, 1):
        yield "<tbody>\n"
        if len(groups) > 1:
            total = sum(line.amount_ore for line in lines)
            words = object_words(objects) or "utan projekt och kostnadsställe"
            yield (
                f'<tr class="group" id="{name}-{place}"><th scope="rowgroup" colspan="4">'
                f'{escape(words[0].upper() + words[1:])}</th><td class="figure">{format_exact(total)}</td></tr>\n'
            )
        yield from map(_voucher_row, lines)
        yield "</tbody>\n"
    yield f"<tbody>\n{_balance_row('Saldo vid årets slut', page.closing_ore, 'total')}</tbody>\n"


def _balance_row(label: str, ore: int, role: str) -> str:
    return (
        f'<tr class="{role}"><th scope="row" colspan="4">{label}</th><td class="figure">{format_exact(ore)}</td></tr>\n'
    )


def _voucher_row(line: AccountLine) -> str:
    return (
        f'<tr><th scope="row" class="voucher">{escape(line.voucher)}</th><td class="day">{line.day.isoformat()}</td>'
        f"<td>{escape(line.text)}</td><td>{escape(object_words(line.objects))}</td>"
        f'<td class="figure">{format_exact(line.amount_ore)}</td></tr>\n'
    )


def _account_remark(page: AccountPage) -> str:
    """Say when the lines do not lead from opening to closing; a file without vouchers has balances only."""
    gap = page.closing_ore - page.opening_ore - sum(line.amount_ore for line in page.lines)
    if not gap:
        return ""
    words = (
        f"Verifikaten förklarar inte hela saldot: {format_exact(gap)}{NBSP}kr saknas."
        if page.lines
        else "Bokföringsfilen har inga verifikat på kontot. Saldot är filens eget."
    )
    return f'<p class="footnote">{words}</p>\n'
