"""Receiving a return (mottagning): the association tries its own disclosure rule on what a register has sent.

The register has controlled the tables already. It is tried again because a fault there, or a rule that is weaker than
the board's, must not become the association's own release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samverk.core.disclosure.attack import AttackReport, attack
from samverk.core.disclosure.releases import Release
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.core.outcomes.linking import contradictions, released
from samverk.core.outcomes.returned import Return

_MOST_NAMED = 5


def weaker(sent: DisclosureRule, own: DisclosureRule) -> Iterator[str]:
    """What in the sender's rule protects less than the association's own, in Swedish."""
    if sent.threshold < own.threshold:
        yield f"gränsen för små antal är {sent.threshold}, förbundets är {own.threshold}"
    if sent.narrowest < own.narrowest:
        yield f"dolda antal skyddas med {sent.narrowest}, förbundets regel kräver {own.narrowest}"
    if own.hides_alike and not sent.hides_alike:
        yield "grupper där alla är lika döljs inte"
    if own.zeros is ZeroRule.SENSITIVE and sent.zeros is not ZeroRule.SENSITIVE:
        yield "nollor visas"


def refusals(given: Return, own: DisclosureRule, earlier: Sequence[Return] = ()) -> tuple[str, ...]:
    """Why the association may not take a return, in Swedish; () when it may.

    `earlier` are the returns it has already, in order: what they say together is tried too.
    """
    found = []
    too_weak = "; ".join(weaker(given.rule, own))
    if too_weak:
        found.append(
            f"Registrets röjanderegel skyddar mindre än förbundets: {too_weak}. Gör om den med förbundets regel."
        )
    wrong = contradictions(given)
    if wrong:
        return (*found, f"Tabellerna säger emot varandra i {named(wrong)}. Be registret rätta dem och sända igen.")
    return (*found, *_attacked(attack(_together(given, earlier), own)))


def _together(given: Return, earlier: Sequence[Return]) -> list[Release]:
    """All returns as releases. Of one that was corrected only what both versions show is compared.

    What a correction hides may have changed, and only the register knows whether it has.
    """
    returns = [*earlier, given]
    latest = {(each.measure, each.span): each for each in returns}
    releases = []
    for number, each in enumerate(returns, start=1):
        release = released(each, f"återrapport {number}")
        last = latest[each.measure, each.span]
        releases.append(release if last is each else _shown_in_both(release, released(last, "")))
    return releases


def _shown_in_both(release: Release, later: Release) -> Release:
    both = release.known().keys() & later.known().keys()
    cells = tuple(cell for cell in release.cells if cell.key in both)
    totals = tuple(total for total in release.totals if both.issuperset((total.total, *total.addends)))
    return Release(release.id, cells, totals)


def _attacked(report: AttackReport) -> Iterator[str]:
    if report.contradiction:
        yield "Summorna går inte ihop med de dolda antalen. Be registret rätta tabellerna och sända igen."
    if report.small:
        yield (
            f"Små antal visas öppet: {named([each.name for each in report.small])}. "
            "Be registret dölja dem och sända igen."
        )
    given_away = [each.cell.name for each in (*report.recovered, *report.narrow)]
    if given_away:
        yield (
            f"Dolda antal går att räkna ut ur summorna: {named(given_away)}. "
            "Be registret dölja fler celler och sända igen."
        )
    if report.telling_means:
        yield "Ett medelvärde eller en median gäller för få personer. Be registret ta bort det och sända igen."


def named(names: Sequence[str]) -> str:
    """The first names in quotation marks, and how many more there are."""
    told = [f"”{name}”" for name in names[:_MOST_NAMED]]
    more = len(names) - len(told)
    return f"{', '.join(told)} och {more} till" if more else ", ".join(told)
