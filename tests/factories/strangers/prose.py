"""A small stock of sentences of our own, filled with what is true of the draft, each with its untrue twin."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.money import MINUS, round_half_away
from tests.factories.strangers.draft import KR, MNKR_TENTH, TKR, TKR_TENTH, Draft, Key, Number, Quote, Sentence, number

WORDS = {KR: "kr", TKR: "tkr", MNKR_TENTH: "mnkr"}


@dataclass(frozen=True, slots=True)
class Known:
    """The true amounts of a draft by table, row and column role, öre, with the concept they state."""

    draft: Draft

    def find(self, sheet_id: str, row_id: str, role: str = "outcome") -> Number | None:
        """The number in that row in the first column with that role."""
        sheet = self.draft.sheet(sheet_id)
        row = sheet.row(row_id) if sheet else None
        if sheet is None or row is None:
            return None
        place = next((place for place, column in enumerate(sheet.columns) if column.role == role), None)
        cell = row.cells[place] if place is not None else None
        return cell if isinstance(cell, Number) else None


AMOUNTS = (
    # row of the truth, the sentence around the amount
    ("resultatrakning", "arets_resultat", "Årets resultat uppgick till {}."),
    ("resultatrakning", "arets_resultat", "Resultatet för året blev {}."),
    ("resultatrakning", "verksamhetens_intakter", "Verksamhetens intäkter uppgick till {}."),
    ("resultatrakning", "verksamhetens_intakter", "Intäkterna från verksamheten blev {} under året."),
    ("balansrakning", "eget_kapital", "Det egna kapitalet uppgick till {} vid årets slut."),
    ("balansrakning", "eget_kapital", "Vid årets utgång hade förbundet ett eget kapital på {}."),
    ("balansrakning", "kassa_och_bank", "Likvida medel uppgick till {} vid årets slut."),
    ("balansrakning", "summa_tillgangar", "Balansomslutningen var {}."),
)


def sentences(draft: Draft, rng: random.Random, kind: str = "") -> list[Sentence]:
    """Sentences that are true of the draft, in a drawn order; all that can be made untrue in the wanted way."""
    known = Known(draft)
    drawn = list(_amounts(known, rng))
    found = rng.sample(drawn, min(len(drawn), 4))
    others = (*_directions(known, rng), *_shares(known), *_sexes(rng))
    found += [each for each in others if each.kind == kind or rng.random() < 0.8]
    rng.shuffle(found)
    return found


def _quote(sentence: str, part: str, text: str, found: Number | None = None) -> Quote:
    return Quote(Key("text", sentence, part), text, found)


def money(ore: int, step: int) -> str:
    """An amount with its unit as prose has it: "−1 089 tkr", "13,1 mnkr"."""
    steps = abs(round_half_away(ore, step))
    digits = f"{steps // 10},{steps % 10}" if step == MNKR_TENTH else f"{steps:,}".replace(",", " ")
    return f"{MINUS if ore < 0 and steps else ''}{digits} {WORDS[step]}"


def _amounts(known: Known, rng: random.Random) -> Iterator[Sentence]:
    for place, (sheet, row, words) in enumerate(AMOUNTS):
        truth = known.find(sheet, row)
        if truth is None or not truth.concept or not truth.exact:
            continue
        step = max(_worded(truth.step), rng.choice((KR, TKR, TKR, MNKR_TENTH)))
        step = step if abs(truth.exact) >= 20 * step else _worded(truth.step)
        name = f"belopp{place}"
        before, after = words.split("{}")
        shown = money(truth.exact, step)
        wrong = money(truth.exact + _slip(truth.exact, step), step)
        printed = number(truth.exact, step, concept=truth.concept)
        yield Sentence(
            (before, _quote(name, "tal", shown, printed), after),
            "prose_amount",
            (before, _quote(name, "tal", wrong, printed), after),
            (truth.concept,),
        )


def _worded(step: int) -> int:
    """The unit that prose has for a table's: whole thousands where the table has tenths of them."""
    return TKR if step == TKR_TENTH else step


def _slip(ore: int, step: int) -> int:
    """A fault of about a fifth, and never less than three of the printed unit."""
    return max(abs(ore) // 5 // step, 3) * step * (1 if ore > 0 else -1)


def _directions(known: Known, rng: random.Random) -> Iterator[Sentence]:
    result, budget = known.find("utfall_mot_budget", "resultat"), known.find("utfall_mot_budget", "resultat", "budget")
    if result and budget and abs(result.natural - budget.natural) >= 3 * result.step:
        gap = result.exact - budget.exact
        better, worse = ("bättre", "sämre") if gap > 0 else ("sämre", "bättre")
        step = TKR if abs(gap) >= 20 * TKR else KR
        amount = money(abs(gap), max(step, _worded(result.step)))
        concepts = (result.concept, budget.concept)
        yield _turned("mot_budget", ("Resultatet blev ", f"{amount} ", " än budget."), better, worse, concepts)
        if rng.random() < 0.5:
            yield _turned(
                "mot_budget2", ("Utfallet för året är ", "", " än budgeterat resultat."), better, worse, concepts
            )
    for row, subject in (
        ("verksamhetens_intakter", "Verksamhetens intäkter"),
        ("verksamhetens_kostnader", "Verksamhetens kostnader"),
    ):
        now, before = known.find("resultatrakning", row), known.find("resultatrakning", row, "previous")
        if now and before and abs(abs(now.natural) - abs(before.natural)) >= 3 * now.step:
            words = ("ökade", "minskade") if abs(now.exact) > abs(before.exact) else ("minskade", "ökade")
            yield _turned(
                f"mot_forra_{row}",
                (f"{subject} ", "", " jämfört med föregående år."),
                *words,
                (now.concept, before.concept),
            )


def _turned(name: str, words: tuple[str, str, str], right: str, wrong: str, concepts: tuple[str, ...]) -> Sentence:
    before, amount, after = words

    def parts(word: str) -> tuple[str | Quote, ...]:
        return before, amount, _quote(name, "riktning", word), after

    return Sentence(parts(right), "prose_direction", parts(wrong), concepts)


def _shares(known: Known) -> Iterator[Sentence]:
    """What administration is of three things; the untrue twin names another base for the same per cent."""
    part = known.find("utfall_mot_budget", "administration")
    state = known.find("utfall_mot_budget", "staten") or known.find("utfall_mot_budget", "stat")
    income, costs = known.find("utfall_mot_budget", "summa_intakter"), known.find("utfall_mot_budget", "nettokostnad")
    if not (part and state and income and costs and all(each.exact for each in (part, state, income, costs))):
        return
    bases = {"statens medel": state, "de totala intäkterna": income, "de totala kostnaderna": costs}
    shares = {base: _percent(part, of) for base, of in bases.items()}
    for base, percent in shares.items():
        others = [name for name, other in shares.items() if abs(other - percent) >= 5]
        if others:
            name = f"andel_{base.split()[-1]}"

            def parts(of: str, percent: int = percent, name: str = name) -> tuple[str | Quote, ...]:
                share = _quote(name, "andel", f"{percent} %")
                return "Kostnaden för administration motsvarade ", share, " av ", _quote(name, "bas", of), "."

            concepts = (part.concept, *(each.concept for each in bases.values()))
            yield Sentence(parts(base), "prose_percent_base", parts(others[0]), concepts)
            return


def _percent(part: Number, of: Number) -> int:
    return round_half_away(Fraction(abs(part.exact), abs(of.exact)) * 100)


def _sexes(rng: random.Random) -> Iterator[Sentence]:
    women, men = rng.randint(40, 180), rng.randint(40, 180)
    too_many = women + rng.choice((9, 18, 27))

    def parts(count: int) -> tuple[str | Quote, ...]:
        total, hers, his = (
            _quote("kon", name, str(n)) for name, n in (("alla", women + men), ("kv", count), ("m", men))
        )
        return "Under året deltog ", total, " personer i insatserna, varav ", hers, " kvinnor och ", his, " män."

    yield Sentence(parts(women), "prose_sexes", parts(too_many))


FILLING = (
    "Styrelsen har under året följt verksamheten vid varje sammanträde.",
    "Samarbetet mellan parterna har fungerat väl och nya former har prövats.",
    "Insatserna vänder sig till personer som behöver stöd från flera myndigheter samtidigt.",
    "Beredningsgruppen har träffats regelbundet och lämnat underlag till styrelsen.",
    "Arbetet följer den plan som medlemmarna har samrått om.",
    "Erfarenheterna tas om hand i de ordinarie verksamheterna.",
    "Metoderna har spridits till flera kommuner i området.",
    "Redovisningen följer lagen i tillämpliga delar.",
)
"""True of anyone, without a number."""
