"""Which chapters an annual report has, in which order, and what fills them: a profile as data.

`nationell` follows the heading order of the national template as seen in published reports. `lkbr` follows the order in
which LKBR 4:1 names the parts. A chapter is filled by a prose file (`text`), by computed content (`content`), or both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the report. `text` names text/<text>.md; `content` names a builder in `contents.py`.

    `numbered` False leaves the heading out of the numbering. `optional` leaves the whole chapter out when it is empty.
    """

    id: str
    title: str
    text: str = ""
    content: str = ""
    parts: tuple[Chapter, ...] = ()
    numbered: bool = True
    optional: bool = False


_CHAIR = Chapter("ordforanden", "Ordföranden har ordet", text="ordforanden", numbered=False, optional=True)

_FOLLOW_UP = (
    Chapter("malgrupper", "Målgrupper", text="malgrupper", numbered=False),
    Chapter(
        "individinriktade",
        "Individinriktade insatser: uppföljning och resultat",
        text="individinriktade",
        content="individual_measures",
        numbered=False,
        optional=True,
    ),
    Chapter(
        "deltagare",
        "Deltagarna i de individinriktade insatserna",
        text="deltagare",
        content="participants",
        numbered=False,
        optional=True,
    ),
    Chapter(
        "strukturovergripande",
        "Strukturövergripande insatser: uppföljning och resultat",
        text="strukturovergripande",
        content="structural_measures",
        numbered=False,
        optional=True,
    ),
    Chapter(
        "enkater",
        "Enkäter till deltagare, personal och parter",
        text="enkater",
        content="surveys",
        numbered=False,
        optional=True,
    ),
)

_MANAGEMENT_REPORT = Chapter(
    "forvaltningsberattelse",
    "Förvaltningsberättelse",
    content="summary",
    parts=(
        Chapter("inledning", "Inledning", text="inledning", numbered=False),
        Chapter("organisation", "Organisation och arbete", text="organisation", content="board", numbered=False),
        Chapter("mal", "Vision, syfte och mål", text="mal", numbered=False),
        Chapter("finansiering", "Finansiering", text="finansiering", content="financing", numbered=False),
        Chapter("oversikt", "Översikt över verksamhetens utveckling", text="oversikt", content="overview"),
        Chapter("forhallanden", "Viktiga förhållanden för resultat och ekonomisk ställning", text="forhallanden"),
        Chapter("handelser", "Händelser av väsentlig betydelse", text="handelser"),
        Chapter("styrning", "Styrning och uppföljning av verksamheten", text="styrning"),
        Chapter(
            "ekonomi",
            "Ekonomisk verksamhet, måluppfyllelse och ekonomisk ställning",
            text="ekonomi",
            content="outcome_against_budget",
            parts=(
                Chapter("medel", "Sparade medel och kommande år", content="saved_funds", numbered=False),
                Chapter("nyckeltal", "Nyckeltal", content="key_ratios", numbered=False),
                Chapter("balanskravsresultat", "Balanskravsresultat", content="balance_requirement", numbered=False),
                *_FOLLOW_UP,
            ),
        ),
        Chapter("personal", "Väsentliga personalförhållanden", text="personal"),
        Chapter("framtid", "Förväntad utveckling", text="framtid"),
    ),
)

_OPERATING = Chapter("driftredovisning-kapitel", "Driftredovisning", content="operating_account")
_INVESTMENTS = Chapter("investeringsredovisning", "Investeringsredovisning", content="investment_account")
_INCOME = Chapter("resultatrakning-kapitel", "Resultaträkning", content="income_statement")
_BALANCE = Chapter("balansrakning-kapitel", "Balansräkning", content="balance_sheet")
_CASH_FLOW = Chapter("kassaflode-kapitel", "Kassaflödesanalys", content="cash_flow")
_NOTES = Chapter("noter", "Noter", content="notes")
_SIGNATURES = Chapter("underskrift", "Styrelsens underskrift", content="signatures")

TEMPLATES: dict[str, tuple[Chapter, ...]] = {
    "nationell": (
        _CHAIR,
        _MANAGEMENT_REPORT,
        Chapter(_OPERATING.id, _OPERATING.title, content=_OPERATING.content, parts=(_INVESTMENTS,)),
        _INCOME,
        _BALANCE,
        _CASH_FLOW,
        _NOTES,
        _SIGNATURES,
    ),
    "lkbr": (
        _CHAIR,
        _INCOME,
        _BALANCE,
        _CASH_FLOW,
        _NOTES,
        _OPERATING,
        _INVESTMENTS,
        _MANAGEMENT_REPORT,
        _SIGNATURES,
    ),
}
