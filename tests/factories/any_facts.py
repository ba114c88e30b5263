"""Any facts that a directory can hold: strategies for hypothesis, with names that point to what is there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from samverk.core.facts import Facts
from samverk.core.measures import Direction, Grade, Measure, Target
from samverk.core.organisation import (
    AnnualReportFacts,
    Association,
    BoardFunction,
    CeilingBase,
    Charter,
    IncomeKind,
    IncomeSource,
    Mandate,
    Member,
    MemberKind,
    Officer,
    OfficerRole,
    PastYear,
    Rounding,
    SavedFundsCeiling,
    Seat,
    ShareKey,
)
from samverk.core.planning.block import Block
from samverk.core.planning.budget import BudgetKind, BudgetVersion, BudgetYear, PlanYear
from samverk.core.statements.line import Line
from samverk.core.statements.profile import AccountingProfile, BaseProfile, LineRule, NoteRule

YEAR = 2024
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(SIGNS, max_size=30)
names = words.map(str.strip).filter(bool)
days = st.dates(date(2004, 1, 1), date(2100, 12, 31))
maybe_days = st.none() | days
codes = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True).filter(lambda code: code not in set(Block))
tags = st.lists(words.filter(bool), max_size=3, unique=True).map(tuple)
kronor = st.integers(-(10**13), 10**13).map(lambda ore: Decimal(ore) / 100)
accounts = st.lists(
    st.integers(1000, 8999).flatmap(lambda n: st.sampled_from([str(n), f"{n}-{n + 9}"])), min_size=1, max_size=3
).map(tuple)
shares = st.one_of(
    st.fractions(0, 1, max_denominator=999_999_999),
    st.integers(0, 10**14).map(lambda n: Fraction(n, 10**14)),
    st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 4), Fraction(137, 1000)]),
)


def model_of(model: type, **parts: st.SearchStrategy) -> st.SearchStrategy:
    """A model of these parts; hypothesis is not to guess any from the model's signature."""
    return st.fixed_dictionaries(parts).map(lambda values: model(**values))


@st.composite
def periods(draw: st.DrawFn, most: int = 3) -> list[tuple[date, date | None]]:
    """One to `most` periods that share no day, the last perhaps without end."""
    edges = sorted(draw(st.lists(days, min_size=2, max_size=2 * most, unique=True)))
    found: list[tuple[date, date | None]] = list(zip(edges[::2], edges[1::2], strict=False))
    if draw(st.booleans()):
        found[-1] = (found[-1][0], None)
    return found


@st.composite
def members(draw: st.DrawFn) -> tuple[Member, ...]:
    called = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    made = []
    for name in called:
        keys = [ShareKey(share=draw(shares), valid_from=a, valid_to=b) for a, b in draw(periods())]
        joined, left = sorted(draw(st.tuples(days, days)))
        made.append(
            Member(
                name=name,
                kind=draw(st.sampled_from(MemberKind)),
                shares=tuple(draw(st.permutations(keys))),
                paid_by=draw(st.none() | st.sampled_from(called)),
                joined=draw(st.sampled_from([None, joined])),
                left=draw(st.sampled_from([None, left])),
            )
        )
    return tuple(made)


@st.composite
def charters(draw: st.DrawFn) -> tuple[Charter, ...]:
    ceilings = model_of(SavedFundsCeiling, share=shares, base=st.sampled_from(CeilingBase), source=words)
    return tuple(
        Charter(
            valid_from=day,
            interim_report=draw(st.booleans()),
            notice_board=draw(words),
            archive_authority=draw(words),
            notice_period_years=draw(st.integers(0, 3)),
            auditor_fees_paid_by=draw(words),
            quorum=draw(words),
            remuneration=draw(words),
            saved_funds_ceilings=tuple(draw(st.lists(ceilings, max_size=2))),
        )
        for day in draw(st.lists(days, max_size=3, unique=True))
    )


@st.composite
def mandates(draw: st.DrawFn, called: list[str]) -> tuple[Mandate, ...]:
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(days)
        made.append(
            Mandate(
                name=draw(names),
                member=draw(st.sampled_from(called)),
                seat=draw(st.sampled_from(Seat)),
                function=draw(st.none() | st.sampled_from(BoardFunction)),
                order=draw(st.none() | st.integers(1, 1000)),
                valid_from=start,
                valid_to=draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 2000))))),
            )
        )
    return tuple(made)


@st.composite
def officers(draw: st.DrawFn, called: list[str]) -> tuple[Officer, ...]:
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(maybe_days)
        made.append(
            Officer(
                name=draw(names),
                role=draw(st.sampled_from(OfficerRole)),
                title=draw(words),
                represents=tuple(draw(st.lists(st.sampled_from(called), max_size=2))),
                valid_from=start,
                valid_to=None if start is None else draw(st.sampled_from([None, start])),
            )
        )
    return tuple(made)


PROFILES = model_of(
    AccountingProfile,
    base=st.sampled_from(BaseProfile),
    lines=st.lists(
        model_of(
            LineRule,
            accounts=accounts,
            line=st.sampled_from(Line),
            cost_centres=tags,
            projects=tags,
            line_if_credit=st.none() | st.sampled_from(Line),
        ),
        max_size=2,
    ).map(tuple),
    notes=st.lists(
        model_of(
            NoteRule,
            accounts=accounts,
            line=st.sampled_from(Line),
            name=names,
            block=st.sampled_from([None, Block.BOARD, Block.ADMINISTRATION, Block.AUDIT]),
            cost_centres=tags,
            projects=tags,
        ),
        max_size=2,
    ).map(tuple),
)


@st.composite
def reports(draw: st.DrawFn, deputies: list[str]) -> AnnualReportFacts:
    amounts = [draw(kronor) for _ in range(5)]
    past = [
        PastYear(
            year=year,
            income=draw(st.none() | kronor),
            costs=draw(st.none() | kronor),
            result=draw(st.none() | kronor),
            equity=draw(st.none() | kronor),
            employees=draw(st.none() | st.integers(0, 99)),
            unit=draw(st.sampled_from(["kr", "tkr"])),
        )
        for year in draw(st.lists(st.integers(1990, YEAR - 1), max_size=3, unique=True))
    ]
    return AnnualReportFacts(
        year=YEAR,
        decided=draw(maybe_days),
        signed=draw(maybe_days),
        town=draw(words),
        serving_deputies=tuple(draw(st.lists(st.sampled_from(deputies), max_size=2))) if deputies else (),
        audit_report=draw(maybe_days),
        registration_number=draw(words),
        employees=draw(st.dictionaries(st.integers(2004, 2100), st.integers(0, 99), max_size=3)),
        board_meetings=draw(st.none() | st.integers(0, 99)),
        past_years=tuple(past),
        template=draw(st.sampled_from(["nationell", "lkbr"])),
        unit=draw(st.sampled_from(["kr", "tkr"])),
        rounding=draw(st.sampled_from(Rounding)),
        accent=draw(st.sampled_from(["", "#1f6f78"])),
        realised_gains=amounts[0],
        realised_gains_exempt=amounts[1],
        realised_losses_exempt=amounts[2],
        unrealised_changes=amounts[3],
        unrealised_reversals=amounts[4],
    )


@st.composite
def associations(draw: st.DrawFn, org_number: str = "222000-0000") -> Association:
    own = draw(members())
    called = [member.name for member in own]
    seated = draw(mandates(called))
    sources = [
        IncomeSource(
            id=code,
            name=draw(names),
            short_name=draw(words),
            kind=draw(st.sampled_from(IncomeKind)),
            members=tuple(draw(st.lists(st.sampled_from(called), max_size=2))),
            accounts=draw(accounts),
        )
        for code in draw(st.lists(codes.map(lambda code: f"k_{code}"), max_size=3, unique=True))
    ]
    return Association(
        name=draw(names),
        full_name=draw(words),
        org_number=org_number,
        seat=draw(words),
        municipalities=tuple(draw(st.lists(names, min_size=1, max_size=3))),
        formed=draw(maybe_days),
        members=own,
        income_sources=tuple(sources),
        accounting=draw(PROFILES),
        charters=draw(charters()),
        mandates=seated,
        officers=draw(officers(called)),
        note_texts=draw(st.dictionaries(st.sampled_from(["redovisningsprinciper", "fordringar"]), words, max_size=2)),
        annual_report=draw(reports([each.name for each in seated if each.seat is Seat.DEPUTY])),
    )


@st.composite
def measures(draw: st.DrawFn) -> tuple[Measure, ...]:
    made: list[Measure] = []
    projects = iter(draw(st.lists(words.filter(bool), max_size=4, unique=True)))
    targets = model_of(Target, text=names, target=words, result=words, grade=st.none() | st.sampled_from(Grade))
    for code in draw(st.lists(codes, max_size=4, unique=True)):
        start, end = sorted(draw(st.tuples(days, days)))
        project = next(projects, None)
        made.append(
            Measure(
                id=code,
                name=draw(names),
                direction=draw(st.sampled_from(Direction)),
                parent=draw(st.none() | st.sampled_from([each.id for each in made])) if made else None,
                aliases=draw(tags),
                description=draw(words),
                owner=draw(words),
                funders=draw(tags),
                start=draw(st.sampled_from([None, start])),
                end=draw(st.sampled_from([None, end])),
                projects=(project,) if project else (),
                cost_centres=draw(tags),
                accounts=draw(accounts),
                targets=tuple(draw(st.lists(targets, max_size=2))),
            )
        )
    return tuple(made)


@st.composite
def budgets(draw: st.DrawFn, sources: list[str], costs: list[str]) -> BudgetYear:
    amounts = st.integers(0, 10**6).map(lambda ore: Decimal(ore) / 100)

    def lines(keys: list[str]) -> dict[str, Decimal]:
        return {key: draw(amounts) for key in keys if draw(st.booleans())}

    versions = []
    for day in sorted(draw(st.lists(days, min_size=1, max_size=2, unique=True))):
        plan = [
            PlanYear(year=YEAR + n, income=lines(sources), costs=lines(costs))
            for n in range(1, draw(st.integers(0, 2)) + 1)
        ]
        versions.append(
            BudgetVersion(
                name=draw(names),
                kind=draw(st.sampled_from(BudgetKind)),
                decided=day,
                consultation=draw(maybe_days),
                opening_funds=draw(st.none() | amounts),
                motive=draw(words),
                remark=draw(words),
                covers=draw(
                    st.dictionaries(
                        st.sampled_from(Block), st.lists(st.sampled_from(Block), max_size=2).map(tuple), max_size=2
                    )
                ),
                income=lines(sources),
                costs=lines([*costs, Block.ADMINISTRATION.value]),
                plan=tuple(plan),
            )
        )
    return BudgetYear(year=YEAR, unit=draw(st.sampled_from(["kr", "tkr", "mnkr"])), versions=tuple(versions))


@st.composite
def facts(draw: st.DrawFn, org_number: str = "222000-0000") -> Facts:
    """Whole facts without books; every name points to something, no two budget lines count the same."""
    association, funded = draw(associations(org_number)), draw(measures())
    budget = draw(budgets([each.id for each in association.income_sources], [each.id for each in funded]))
    plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r<\ufeff"), max_size=50)
    texts = draw(st.dictionaries(st.sampled_from(["mal", "framtid", "inledning"]), plain.filter(str.strip), max_size=2))
    return Facts(YEAR, association, funded, {YEAR: budget}, {}, texts)
