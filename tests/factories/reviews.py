"""Reviews made by hand: two invented files with every kind of finding, a clean one, a long one and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.document.tree import Document, Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding, Tally
from samverk.core.review.source import Grid, GridCell, Line, Source, SourceKind

REPORT, PLAN = "arsredovisning-2024.pdf", "verksamhetsplan-och-budget-2024.xlsx"
ASSOCIATION = "Finsam Norrskär"
_MEASURE = "Arbetsmarknadsförberedelseinsatsen Förrehabiliteringssamordning"

_PAGES = {
    3: """Året i korthet

Förbundet finansierade under året sju insatser. Resultatet blev ett underskott på 433 tkr i
förhållande till budget. Sparade medel uppgår vid årets slut till 28 % av medlemmarnas medel,
vilket ryms under det tak som styrelsen har beslutat.

I insatserna deltog 396 personer, varav 223 kvinnor och 173 män.""",
    9: """Balansräkning                                Not      2024-12-31      2023-12-31

Tillgångar
Kortfristiga fordringar                        5          27 118          31 402
Kassa och bank                                         4 425 112       3 675 016
Summa tillgångar                                       4 425 230       3 706 418

Eget kapital och skulder
Ingående eget kapital                                  2 971 560       3 198 204
Årets resultat                                           624 118        -226 644
Summa eget kapital                                     3 595 678       2 971 560
Kortfristiga skulder                           6         856 552         734 858
Summa eget kapital och skulder                         4 452 230       3 706 418""",
    10: """Driftredovisning, tkr                           Budget      Utfall   Avvikelse
Kansli och administration                        1 250       1 198          52
Styrelse                                           180         164          16
Arbetsmarknadsförberedelseinsatsen
Förrehabiliteringssamordning                     2 000       1 674         326
Ungdomsteamet Fyrbåken                           3 690       3 651          39
Summa kostnader                                  7 120       6 688         432""",
    12: """Underskrifter

Norrskär den 22 mars 2024

Årsredovisningen fastställdes av styrelsen 2025-03-21.""",
}


def report_source() -> Source:
    """Twelve pages of which four have text that matters and two are pictures."""
    lines: list[Line] = []
    for page, text in _PAGES.items():
        for words in text.split("\n"):
            lines.append(Line(words, Place(REPORT, page=page, line=len(lines) + 1)))
    return Source(REPORT, SourceKind.PDF, tuple(lines), pages=14, unreadable_pages=(13, 14))


def line_with(words: str, source: Source) -> Place:
    """The place of the first line that has these words."""
    return next(block.place for block in source.blocks if isinstance(block, Line) and words in block.text)


def plan_source() -> Source:
    """A workbook with one sheet of fourteen columns."""
    heads = ("Insats", "Ägare", *(f"Månad {month}" for month in range(1, 12)), "Budget 2024 tkr")
    rows = [heads]
    for name, owner, month in (
        (_MEASURE, "Norrskärs kommun", 150),
        ("Ungdomsteamet Fyrbåken", "Region Ytterkusten", 335),
        ("Kansli och administration", "Förbundet", 113),
    ):
        rows.append((name, owner, *(str(month) for _ in range(11)), f"{month * 11 + 24:,}".replace(",", "\u00a0")))
    rows.append(("Summa", "", *("598" for _ in range(11)), "6\u00a0650"))
    cells = tuple(
        tuple(
            GridCell(
                text,
                Place(PLAN, line=number, cell=f"Budget!{chr(65 + column)}{number}"),
                number=Decimal(text.replace("\u00a0", "")) if text.replace("\u00a0", "").isdigit() else None,
                is_header=number == 1,
            )
            for column, text in enumerate(row)
        )
        for number, row in enumerate(rows, 1)
    )
    return Source(PLAN, SourceKind.XLSX, (Grid(cells, Place(PLAN), "Budget"),))


def _document(kind: str) -> Document:
    return Document(kind, "", ASSOCIATION, "", 2024, ())


def sample_review() -> Review:
    """An annual report and the plan it is compared with."""
    report, plan = report_source(), plan_source()

    def at(words: str) -> Place:
        return line_with(words, report)

    total = ReviewFinding(
        code="BR-01",
        title="Tillgångar är lika med eget kapital och skulder",
        verdict=Verdict.FAULT,
        severity=Severity.ERROR,
        confidence=0.99,
        place=at("Summa tillgångar"),
        label="Balansräkning, Summa tillgångar, 2024-12-31",
        message="Summan av tillgångarna är inte lika med summan av eget kapital och skulder. "
        "Raderna under Tillgångar ger 4\u00a0452\u00a0230.",
        expected="4\u00a0452\u00a0230",
        found="4\u00a0425\u00a0230",
        difference_ore=-27_000_00,
        proposal="Skriv 4\u00a0452\u00a0230 i stället för 4\u00a0425\u00a0230, om det är det här talet som är fel.",
        advice="Jämför med bokföringens balansrapport per 31 december.",
        others=(at("Kortfristiga fordringar"), at("Kassa och bank"), at("Summa eget kapital och skulder")),
        follows=(
            "Balansräkning, summering av tillgångar, 2024-12-31: står 4\u00a0425\u00a0230, väntat 4\u00a0452\u00a0230.",
            "Flerårsöversikt, Balansomslutning, 2024: står 4\u00a0425\u00a0230, väntat 4\u00a0452\u00a0230.",
        ),
    )
    direction = ReviewFinding(
        code="PS-01",
        title="Texten säger samma håll som tabellen",
        verdict=Verdict.FAULT,
        severity=Severity.ERROR,
        confidence=0.97,
        place=at("förhållande till budget"),
        label="Året i korthet, resultatet mot budget",
        message="Texten säger att resultatet är sämre än budget, men driftredovisningen visar att det är bättre.",
        expected="432 tkr bättre än budget",
        found="underskott på 433 tkr i förhållande till budget",
        proposal="Resultatet blev 432 tkr bättre än budget.",
        others=(at("Summa kostnader"),),
    )
    signed = ReviewFinding(
        code="DA-02",
        title="Underskrifter efter beslutet",
        verdict=Verdict.FAULT,
        severity=Severity.WARNING,
        confidence=0.95,
        place=at("22 mars 2024"),
        label="Underskrifter, dag",
        message="Årsredovisningen är undertecknad innan året var slut och innan styrelsen fastställde den.",
        expected="tidigast 2025-03-21",
        found="22 mars 2024",
        proposal="Norrskär den 22 mars 2025",
        others=(at("fastställdes"),),
    )
    share = ReviewFinding(
        code="PS-02",
        title="Andelar har en bas",
        verdict=Verdict.AMBIGUOUS,
        severity=Severity.WARNING,
        confidence=0.5,
        place=at("28 %"),
        label="Året i korthet, sparade medel",
        message="Andelen beror på vad som räknas som medlemmarnas medel. Av alla medlemmars medel är det 28 %, "
        "av statens medel 57 %.",
        expected="28 % eller 57 %",
        found="28 %",
        advice="Skriv ut vilka medel andelen är räknad på.",
    )
    budget = ReviewFinding(
        code="BU-07",
        title="Budgeten är densamma i planen och i årsredovisningen",
        verdict=Verdict.AMBIGUOUS,
        severity=Severity.WARNING,
        confidence=0.5,
        place=Place(PLAN, line=2, cell="Budget!N2"),
        label=f"Budget, {_MEASURE}, 2024",
        message="Planen och årsredovisningen har olika budget för samma insats. Budgeten kan vara reviderad.",
        expected="2\u00a0000",
        found="1\u00a0674",
        difference_ore=-326_000_00,
        advice="Skriv i årsredovisningen vilken budget som gäller och när den beslutades.",
        others=(at("Förrehabiliteringssamordning   "),),
    )
    pictures = ReviewFinding(
        code="LÄ-01",
        title="Sidor utan text",
        verdict=Verdict.NOT_CHECKABLE,
        severity=Severity.NOTE,
        confidence=1.0,
        place=Place(REPORT, page=13),
        label="Not 5–8",
        message="Balansräkningen hänvisar till noter på sidor som är bilder av text. De går inte att stämma av.",
        advice="Granska Word-filen i stället, eller tolka sidorna till text (OCR).",
    )
    rounding = ReviewFinding(
        code="DR-01",
        title="Summor",
        verdict=Verdict.ROUNDING,
        severity=Severity.NOTE,
        confidence=0.9,
        place=at("Summa kostnader"),
        label="Driftredovisning, Summa kostnader",
        message="Summor skiljer på sista siffran av avrundning.",
        expected="433",
        found="432",
    )
    note = Problem(
        ProblemSeverity.WARNING, "LAS-FORMEL", "Cellen Budget!C9 har en formel som aldrig har räknats.", PLAN, 9
    )
    return Review(
        (
            ReviewedFile(REPORT, report, _document("annual_report"), (), Tally(180, 171, 6, 3)),
            ReviewedFile(PLAN, plan, _document("activity_plan"), (note,), Tally(34, 34, 0, 0)),
        ),
        (total, direction, signed, share, budget, pictures, rounding),
    )


def clean_review() -> Review:
    """The same files without a finding but what could not be tried."""
    review = sample_review()
    files = tuple(replace(file, problems=(), tally=Tally(180, 174, 6, 0)) for file in review.files[:1])
    return Review(files, tuple(f for f in review.findings if f.verdict is Verdict.NOT_CHECKABLE))


def spotless_review() -> Review:
    """A file where everything was read and everything held."""
    review = sample_review()
    source = replace(report_source(), unreadable_pages=(), pages=12)
    return Review((replace(review.files[0], source=source, tally=Tally(180, 180, 0, 0)),), ())


def unread_review() -> Review:
    """A review where one of the files could not be read."""
    review = sample_review()
    problem = Problem(
        ProblemSeverity.REFUSE, "LAS-TOM", "Filen är tom (0 byte). Hämta eller spara den igen.", "tom.pdf"
    )
    return Review((*review.files, ReviewedFile("tom.pdf", None, None, (problem,))), review.findings)


def long_review(count: int = 300) -> Review:
    """`count` findings in one file, two of three of them faults."""
    review = sample_review()
    verdicts = (Verdict.FAULT, Verdict.FAULT, Verdict.AMBIGUOUS)
    findings = [
        replace(review.findings[0], verdict=verdicts[number % 3], label=f"Balansräkning, rad {number}", follows=())
        for number in range(count)
    ]
    findings.sort(key=lambda finding: verdicts.index(finding.verdict))
    return Review(review.files[:1], tuple(findings))


HOSTILE_NAME = "<script>alert(1)</script>\u202efdp.txt"


def hostile_review() -> Review:
    """Script in names and text, signs that turn the writing round, and a line of ten thousand signs."""
    words = ["ord"] * 2_500
    words[1_250] = "12\u00a0345"
    texts = ("<b>fet</b> & <script>alert(2)</script>", " ".join(words), "\u202e321 latot\u0000\u001b[31m \ud800", "")
    lines = tuple(Line(text, Place(HOSTILE_NAME, line=number)) for number, text in enumerate(texts, 1))
    source = Source(HOSTILE_NAME, SourceKind.TEXT, lines)
    document = Document("unknown", "", '"><img src=x onerror=alert(3)>', "", 0, ())
    base = sample_review().findings[0]
    findings = tuple(
        replace(
            base,
            place=lines[at].place,
            label=f"<i>{texts[0]}</i>\u202e",
            found=found,
            expected="<u>1</u>",
            message="</p><script>alert(4)</script>\u202e",
            proposal='"><script>alert(5)</script>',
            advice="<a href='javascript:alert(6)'>a</a>",
            follows=("<script>alert(7)</script>",),
            others=(lines[0].place, Place("annan<fil>", page=1)),
        )
        for at, found in ((0, "<b>fet</b>"), (1, "12 345"), (2, "321"))
    )
    return Review((ReviewedFile(HOSTILE_NAME, source, document, (), Tally(3, 0, 0, 3)),), findings)
