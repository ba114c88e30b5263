"""A proof says how a figure is computed, with every öre, and leads to vouchers, budget lines or facts files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from samverk.core.document.figures import AccountSource, BudgetSource, FactSource, Figure, FigureUnit, Term, ValueState
from samverk.core.document.tree import AccountPage, Document
from samverk.reports.render.outline import anchor, note_citations, safe_address
from samverk.reports.render.proof import Proof, exact_share, loose_ends, matching_lines, proofs
from samverk.reports.render.showings import showings
from tests.factories.documents import sample_document


def with_pages(document: Document) -> Document:
    """The made-up report with an account page for every account that its figures rest on."""
    sources = [
        source for figure in document.figures.values() for source in figure.sources if isinstance(source, AccountSource)
    ]
    known = {(page.year, page.account) for page in document.account_pages}
    pages = {
        (source.year, source.account): AccountPage(source.year, source.account, source.name, 0, source.amount_ore, ())
        for source in sources
        if (source.year, source.account) not in known
    }
    return replace(document, account_pages=(*document.account_pages, *pages.values()))


def proof_of(figure: Figure, *others: Figure) -> Proof:
    figures = {known.id: known for known in (figure, *others)}
    return proofs(replace(sample_document(), sections=(), figures=figures))[figure.id]


def test_a_sum_names_its_terms_with_signs_and_exact_kronor() -> None:
    proof = proofs(sample_document())["avvikelse.resultat.2024"]
    (step,) = proof.steps
    assert proof.exact == "432\u00a0824,40\u00a0kr"
    assert step.heading == "Summan av:"
    assert [(line.sign, line.label, line.exact) for line in step.lines] == [
        ("+", "Årets resultat 2024", "−1\u00a0089\u00a0175,60\u00a0kr"),
        ("−", "Budgeterat resultat 2024", "−1\u00a0522\u00a0000,00\u00a0kr"),
    ]
    assert step.lines[1].figure_id == "budget.resultat.2024"
    assert step.lines[1].detail == "Reviderad budget"
    assert proof.remarks == ("Utfallet är bättre än budget.",)


def test_one_term_is_not_called_a_sum() -> None:
    part = Figure("del.2024", "Del", 5, sources=(FactSource("forbund.toml", "del"),))
    whole = Figure("hel.2024", "Hel", 5, terms=(Term("del.2024"),))
    assert proof_of(whole, part).steps[0].heading == "Samma belopp som:"


def test_a_ratio_names_both_sides_and_its_base() -> None:
    proof = proofs(sample_document())["andel.kostnader.2024"]
    assert proof.exact == "54,17\u00a0%"
    assert proof.steps[0].heading == "Kvoten mellan Verksamhetens kostnader 2024 och Verksamhetens intäkter 2024:"
    assert "Andelen är räknad av dubbla intäkterna." in proof.remarks


def test_an_account_is_narrowed_and_leads_to_its_page() -> None:
    line = proofs(sample_document())["verksamhetens_kostnader.2024"].steps[0].lines[0]
    assert line.label == "4010 Samverkansinsatser"
    assert line.detail == "del av kontot 2024, projekt 10"
    assert line.account == (2024, "4010")
    assert line.objects == (("6", "10"),)
    assert line.amount_ore == 14_151_067_60


def test_the_number_of_lines_is_told_only_when_they_make_the_amount() -> None:
    document = sample_document()
    page = document.account_pages[0]
    total = sum(line.amount_ore for line in page.lines)
    source = AccountSource(2024, "4010", "Samverkansinsatser", total, "lines", (("6", "10"),))
    figure = Figure("x.2024", "X", total, sources=(source,))
    assert proof_of(figure).steps[0].lines[0].detail == "del av kontot 2024, projekt 10, 12 rader"


def test_lines_match_by_every_object_and_an_empty_code_means_none() -> None:
    page = sample_document().account_pages[0]
    assert len(matching_lines(page, ())) == 12
    assert len(matching_lines(page, (("6", "10"),))) == 12
    assert matching_lines(page, (("6", "11"),)) == ()
    assert len(matching_lines(page, (("1", ""), ("6", "10")))) == 12
    assert matching_lines(page, (("6", ""),)) == ()


def test_several_accounts_are_added_up_and_the_turned_sign_explained() -> None:
    proof = proofs(sample_document())["verksamhetens_kostnader.2024"]
    assert proof.steps[0].lines[-1].label == "Tillsammans"
    assert proof.steps[0].lines[-1].amount_ore == 14_151_167_60
    assert any(remark.startswith("Beloppen byter tecken") for remark in proof.remarks)


def test_a_missing_account_page_is_said() -> None:
    proof = proofs(sample_document())["verksamhetens_kostnader.2024"]
    assert "Verifikaten på konto 5010 (2024) finns inte i dokumentet." in proof.remarks
    assert not proof.is_grounded


def test_a_difference_between_figure_and_sources_is_said_to_the_ore() -> None:
    figure = Figure("x.2024", "X", 10_000, sources=(BudgetSource("budget-2024.toml", "Beslutad", "kostnader", 9_950),))
    assert proof_of(figure).remarks == (
        "Underlaget är tillsammans 99,50\u00a0kr. Det skiljer 0,50\u00a0kr från talet.",
    )


@pytest.mark.parametrize(("value", "signs"), [(300, ["", "−"]), (-300, ["−", ""])])
def test_a_change_subtracts_one_side_of_the_balances(value: int, signs: list[str]) -> None:
    opening, closing = AccountSource(2024, "1690", "Fordran", 500, "IB"), AccountSource(2024, "1690", "", 200, "UB")
    proof = proof_of(Figure("x.2024", "X", value, sources=(opening, closing)))
    assert [line.sign for line in proof.steps[0].lines[:2]] == signs
    assert proof.steps[0].lines[2].amount_ore == value
    assert not any("Underlaget" in remark or "tecken" in remark for remark in proof.remarks)


def test_budget_lines_and_facts_are_ends() -> None:
    known = proofs(sample_document())
    budget, fact = known["budget.resultat.2024"].steps[0], known["antal_anstallda.2024"].steps[0]
    assert (budget.heading, budget.lines[0].label, budget.lines[0].detail) == (
        "Ur budgeten:",
        "Reviderad budget",
        "budget-2024.toml, kostnader",
    )
    assert (fact.heading, fact.lines[0].label, fact.lines[0].detail) == (
        "Skrivet i faktafilen:",
        "forbund.toml",
        "arsredovisning.antal_anstallda",
    )


@pytest.mark.parametrize(
    ("state", "exact", "remark"),
    [
        (ValueState.NOTHING, "–", "inget av detta slag"),
        (ValueState.NOT_STATED, "uppgift saknas", "varken i böckerna"),
        (ValueState.SUPPRESSED, "··", "peka ut enskilda"),
        (ValueState.UNREADABLE, "oläsligt", "gick inte att läsa"),
    ],
)
def test_a_value_that_is_no_number_says_why(state: ValueState, exact: str, remark: str) -> None:
    proof = proof_of(Figure("x.2024", "X", None, state=state))
    assert proof.exact == exact
    assert remark in proof.remarks[0]


def test_the_chain_ends_in_vouchers_budget_lines_or_facts() -> None:
    assert loose_ends(with_pages(sample_document())) == ()


def test_what_does_not_end_there_is_found_all_the_way_up() -> None:
    loose = loose_ends(sample_document())
    assert "verksamhetens_kostnader.2024" in loose
    assert "avvikelse.resultat.2024" in loose
    assert "budget.resultat.2024" not in loose


def test_a_figure_without_source_and_one_that_rests_on_itself_are_loose() -> None:
    bare = Figure("bar.2024", "Bar", 1)
    zero = Figure("noll.2024", "Noll", 0)
    circle = Figure("ring.2024", "Ring", 1, terms=(Term("ring.2024"),))
    gone = Figure("bort.2024", "Bort", 1, terms=(Term("finns_inte.2024"),))
    document = replace(sample_document(), sections=(), figures={f.id: f for f in (bare, zero, circle, gone)})
    assert loose_ends(document) == ("bar.2024", "ring.2024", "bort.2024")
    assert "Källan är inte angiven." in proofs(document)["bar.2024"].remarks


def test_printed_figures_come_first_in_reading_order_and_know_their_places() -> None:
    known = proofs(sample_document())
    assert next(iter(known)) == "arets_resultat.2024"
    assert set(known) == set(sample_document().figures)
    places = [showing.place for showing in known["arets_resultat.2024"].showings]
    assert places[0] == "1 Förvaltningsberättelse, i texten"
    assert "Resultaträkning, Årets resultat, 2024-01-01 – 2024-12-31" in places
    assert "Diagrammet ”Resultatet vände”, 2024, Resultat" in places


def test_every_print_has_a_target_of_its_own() -> None:
    targets = [showing.anchor for showing in showings(sample_document(extra_rows=5))]
    assert len(targets) == len(set(targets))


def test_a_share_is_exact_to_two_decimals() -> None:
    assert exact_share(Fraction(1, 3)) == "33,33\u00a0%"
    assert exact_share(Fraction(-1, 8)) == "−12,50\u00a0%"
    assert Figure("a.2024", "A", Fraction(1, 2), FigureUnit.SHARE).unit is FigureUnit.SHARE


def test_names_become_link_targets_without_ambiguity() -> None:
    assert anchor("arets_resultat.2024") == "arets_resultat.2024"
    assert anchor("a b") != anchor("a~b")
    assert anchor('"><script>') == "~22~3e~3cscript~3e"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/", True),
        ("mailto:kansli@example.org", True),
        ("#noter", True),
        ("#finns-inte", False),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("/etc/passwd", False),
    ],
)
def test_only_web_mail_and_known_sections_may_be_linked(address: str, kept: bool) -> None:
    assert safe_address(address, frozenset({"noter"})) == (address if kept else "")


def test_a_note_knows_the_rows_that_cite_it() -> None:
    cited = note_citations(sample_document())
    assert next(citation.place for citation in cited[2]) == "Resultaträkning, Verksamhetens intäkter"
    assert [citation.count for citation in cited[2]] == [1, 2, 3]
