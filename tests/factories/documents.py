"""A small made-up annual report that uses every kind of node, for the tests of rendering and checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from samverk.core.document.figures import (
    AccountSource,
    BudgetSource,
    FactSource,
    Figure,
    FigureBook,
    FigureKind,
    FigureUnit,
    Term,
    ValueState,
)
from samverk.core.document.present import present
from samverk.core.document.tree import (
    AccountLine,
    AccountPage,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Document,
    Emphasis,
    EmptyCell,
    FigureCell,
    FigureReference,
    InputFile,
    ItemList,
    Link,
    NoteCell,
    NoteReference,
    Paragraph,
    Point,
    Remark,
    Row,
    RowRole,
    RowTerm,
    Section,
    Series,
    Signatory,
    SignaturePage,
    Strong,
    Table,
    Text,
    TextCell,
)
from samverk.core.money import MoneyUnit

YEAR = 2024


def sample_figures() -> FigureBook:
    """Income, costs, a result, a budget, a deviation, a ratio and the values that are not numbers."""
    book = FigureBook(YEAR)
    for year, income, costs in ((YEAR, 13_061_992_00, -14_151_167_60), (YEAR - 1, 13_756_086_40, -13_115_510_00)):
        book.add(
            Figure(
                f"verksamhetens_intakter.{year}",
                "Verksamhetens intäkter",
                income,
                year=year,
                sources=(AccountSource(year, "3010", "Medlemsintäkt", -income),),
            )
        )
        book.add(
            Figure(
                f"verksamhetens_kostnader.{year}",
                "Verksamhetens kostnader",
                costs,
                year=year,
                sources=(
                    AccountSource(year, "4010", "Samverkansinsatser", -costs - 100_00, "lines", (("6", "10"),)),
                    AccountSource(year, "5010", "Lokalkostnader", 100_00),
                ),
            )
        )
        book.total(
            f"arets_resultat.{year}",
            "Årets resultat",
            (f"verksamhetens_intakter.{year}", f"verksamhetens_kostnader.{year}"),
            year=year,
        )
    book.add(
        Figure(
            f"budget.resultat.{YEAR}",
            "Budgeterat resultat",
            -1_522_000_00,
            kind=FigureKind.REVISED_BUDGET,
            year=YEAR,
            sources=(BudgetSource("budget-2024.toml", "Reviderad budget", "kostnader", -1_522_000_00),),
        )
    )
    deviation = book.total(
        f"avvikelse.resultat.{YEAR}",
        "Avvikelse, resultat",
        (f"arets_resultat.{YEAR}", Term(f"budget.resultat.{YEAR}", -1)),
        kind=FigureKind.DEVIATION,
    )
    figures = [figure for figure in book if figure.id != deviation.id]
    book = FigureBook(YEAR, [*figures, replace(deviation, is_favourable=True)])
    book.add(
        Figure(
            f"andel.kostnader.{YEAR}",
            "Kostnadernas andel",
            Fraction(14_151_167_60, 13_061_992_00 * 2),
            FigureUnit.SHARE,
            year=YEAR,
            base="dubbla intäkterna",
            ratio=(f"verksamhetens_kostnader.{YEAR}", f"verksamhetens_intakter.{YEAR}"),
        )
    )
    book.add(
        Figure(
            f"antal_anstallda.{YEAR}",
            "Antal anställda",
            1,
            FigureUnit.COUNT,
            year=YEAR,
            sources=(FactSource("forbund.toml", "arsredovisning.antal_anstallda"),),
        )
    )
    for state in (ValueState.NOTHING, ValueState.NOT_STATED, ValueState.SUPPRESSED):
        book.add(Figure(f"exempel.{state.value}.{YEAR}", "Exempel på värde som inte är ett tal", None, state=state))
    return book


def sample_table(unit: MoneyUnit = MoneyUnit.KR) -> Table:
    """An income statement with note links, a heading row, empty and special cells and a long Swedish label."""
    columns = (
        Column("not", "Not", ColumnKind.NOTE),
        Column("2024", "2024-01-01 – 2024-12-31", year=2024, role="outcome"),
        Column("2023", "2023-01-01 – 2023-12-31", year=2023, role="previous"),
    )

    def cells(stem: str) -> tuple[FigureCell, ...]:
        return (FigureCell(f"{stem}.2024"), FigureCell(f"{stem}.2023"))

    special = (FigureCell("exempel.not_stated.2024"), FigureCell("exempel.suppressed.2024"))
    rows = (
        Row("rubrik", "Verksamheten", (EmptyCell(), EmptyCell(), EmptyCell()), RowRole.HEADING),
        Row(
            "verksamhetens_intakter", "Verksamhetens intäkter", (NoteCell(2), *cells("verksamhetens_intakter")), level=1
        ),
        Row(
            "verksamhetens_kostnader",
            "Verksamhetens kostnader, arbetsmarknadsrehabiliteringsinsatser",
            (NoteCell(3), *cells("verksamhetens_kostnader")),
            level=1,
        ),
        Row("sarskilt", "Särskild uppgift", (EmptyCell(), *special), RowRole.MEMO),
        Row(
            "arets_resultat",
            "Årets resultat",
            (EmptyCell(), *cells("arets_resultat")),
            RowRole.TOTAL,
            terms=(RowTerm("verksamhetens_intakter"), RowTerm("verksamhetens_kostnader")),
        ),
    )
    return Table(
        "resultatrakning",
        "Resultaträkning",
        columns,
        rows,
        unit,
        "Belopp i kr",
        sign_convention="Intäkter är positiva och kostnader negativa.",
        footnote="Varje belopp är avrundat för sig. Därför kan summor skilja på sista siffran.",
    )


def long_table(rows: int = 70) -> Table:
    """A text and figure table of many rows, to see headers repeat over pages."""
    columns = (Column("text", "Beskrivning", ColumnKind.TEXT), Column("2024", "2024", year=2024, role="outcome"))
    return Table(
        "lang",
        "En lång tabell",
        columns,
        tuple(
            Row(
                f"r{n}",
                f"Insats nummer {n}",
                (TextCell("Rehabiliteringssamordnarnas"), FigureCell("arets_resultat.2024")),
            )
            for n in range(1, rows + 1)
        ),
        MoneyUnit.TKR,
        "Insats",
    )


def sample_charts() -> tuple[Chart, ...]:
    """One chart of each kind; costs are shown turned, one point is missing, one is negative."""
    points = (Point("verksamhetens_kostnader.2024", turned=True), Point("verksamhetens_kostnader.2023", turned=True))
    income = (Point("verksamhetens_intakter.2024"), Point("verksamhetens_intakter.2023"))
    result = (Point("arets_resultat.2024"), Point("arets_resultat.2023"))
    years = ("2024", "2023")
    return (
        Chart(
            "stapel",
            ChartKind.BARS,
            "Kostnaderna ökade",
            "Verksamhetens kostnader, tkr",
            ("IRIS Kompetenstrappan och arbetsmarknadsrehabilitering", "IRIS USB"),
            (Series("Kostnader", points),),
            "Liggande staplar: 14 151 tkr 2024 och 13 116 tkr 2023.",
        ),
        Chart(
            "jamfor",
            ChartKind.GROUPED_BARS,
            "Utfallet låg under budget",
            "Utfall och budget, tkr",
            years,
            (Series("Utfall", points), Series("Intäkter", income)),
            "Två staplar per år.",
        ),
        Chart(
            "delar",
            ChartKind.STACKED_BARS,
            "Medlemmarna står för hälften",
            "Intäkter efter källa, tkr",
            years,
            (Series("Medlemmar", income), Series("ESF", points)),
            "Staplar i två delar.",
        ),
        Chart(
            "linje",
            ChartKind.LINES,
            "Resultatet vände",
            "Årets resultat, tkr",
            years,
            (Series("Resultat", result), Series("Saknas", (Point("exempel.not_stated.2024"), result[1]))),
            "En linje från 641 tkr 2023 till −1 089 tkr 2024.",
        ),
    )


def sample_document(*, extra_rows: int = 0) -> Document:
    """The whole report with every printed number filled."""
    prose = Paragraph(
        (
            Text("Resultatet blev "),
            FigureReference("arets_resultat.2024", "tkr"),
            Text(", det vill säga "),
            Strong((FigureReference("avvikelse.resultat.2024", "tkr"),)),
            Text(". Se "),
            NoteReference(2),
            Text(" och "),
            Link((Text("förbundets webbplats"),), "https://example.org/"),
            Text(". "),
            Emphasis((Text("Kostnaderna motsvarar "), FigureReference("andel.kostnader.2024", "procent"))),
            Text("."),
        ),
        lead=True,
    )
    listing = ItemList(
        (
            (Paragraph((Text("Rehabiliteringssamordnarnas samverkansöverenskommelse förlängdes."),)),),
            (Paragraph((Text("Ersättningsnivåerna <sågs> över & gäller 2025."),)),),
        ),
    )
    numbered = ItemList(((Paragraph((Text("Först."),)),), (Paragraph((Text("Sedan."),)),)), numbered=True)
    remark = Remark((Text("Budgeten gick med underskott och motiverades med sparade medel."),))
    chapter = Section(
        "forvaltningsberattelse",
        "Förvaltningsberättelse",
        1,
        (prose, listing, numbered, remark),
        (
            Section("oversikt", "Översikt över verksamhetens utveckling", 2, (prose, *sample_charts()), number="1.1"),
            Section("lang_tabell", "Många rader", 2, (long_table(extra_rows),) if extra_rows else (), number="1.2"),
        ),
        number="1",
    )
    statements = Section("resultatrakning-kapitel", "Resultaträkning", 1, (sample_table(),), number="2")
    notes = Section(
        "noter",
        "Noter",
        1,
        (),
        (
            Section(
                "not-1", "Redovisningsprinciper", 2, (Paragraph((Text("Lagen följs i tillämpliga delar."),)),), note=1
            ),
            Section("not-2", "Verksamhetens intäkter", 2, (replace(sample_table(), id="not2"),), note=2),
            Section("not-3", "Verksamhetens kostnader", 2, (replace(sample_table(MoneyUnit.TKR), id="not3"),), note=3),
        ),
        number="3",
    )
    signatures = Section(
        "underskrift",
        "Styrelsens underskrift",
        1,
        (
            SignaturePage(
                "Vi intygar att årsredovisningen ger en rättvisande bild.",
                "Lund",
                date(2025, 3, 21),
                (
                    Signatory("Åsa Öberg", "Ordförande"),
                    Signatory("Erik Ek", "Vice ordförande"),
                    Signatory("Mira Lind", "Tjänstgörande ersättare"),
                ),
                (Signatory("Karin Ståhl", "Auktoriserad revisor", "staten"),),
                "Vår revisionsberättelse har lämnats",
            ),
        ),
        number="4",
    )
    lines = tuple(
        AccountLine(f"A {n}", date(2024, n, 15), "Rekvisition, samverkansinsats", (("6", "10"),), 1_179_263_96)
        for n in range(1, 13)
    )
    document = Document(
        "annual_report",
        "Årsredovisning 2024",
        "Samordningsförbundet Exempel",
        "222000-0000",
        YEAR,
        (chapter, statements, notes, signatures),
        {figure.id: figure for figure in sample_figures()},
        decided=date(2025, 3, 21),
        subtitle="Beslutad av styrelsen 21 mars 2025",
        registration_number="2025/12",
        account_pages=(
            AccountPage(2024, "4010", "Samverkansinsatser", 0, 14_151_067_60, lines),
            AccountPage(2024, "3010", "Medlemsintäkt", 0, -13_061_992_00, ()),
        ),
        inputs=(InputFile("bokforing-2024.se", "0" * 64),),
    )
    return present(document)
