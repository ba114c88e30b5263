"""Returns from draft to sent: who does what, what stops them, and what the register remembers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.apps.audit.caches import MEMORY
from samverk.apps.audit.clock import today
from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.participants import drafting
from samverk.apps.participants import return_actions as actions
from samverk.apps.participants.count_actions import Told, count_anonymous
from samverk.apps.participants.drafting import return_in
from samverk.apps.participants.enums import ReturnState
from samverk.apps.participants.models import Participation
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.register_models import MeasureReturn
from samverk.apps.participants.signing import key_file, load_key
from samverk.apps.participants.staff_actions import change_register
from samverk.apps.users.actor import command_line
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.outcomes.linking import make_return
from samverk.formats.returns.read import TrustedKey, read_return
from tests.factories.participations import record
from tests.factories.register import keeper, officer, register, register_measure
from tests.factories.register_people import put

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
START = date(2025, 2, 3)


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    """A data directory of its own, where the key lies."""
    from dataclasses import replace

    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=tmp_path)


def _people(women: int = 12, men: int = 9, **values):
    values = {"measure": "steget", "start": START, "months_in_support": 20, "referrer": "region", **values}
    first = values.pop("first", 1)
    put(
        *(record(first + each, **values) for each in range(women)),
        *(record(first + women + each, gender="man", **values) for each in range(men)),
    )


@pytest.fixture
def house():
    """A measure with people, someone who drafts and someone who reviews."""
    register()
    measure = register_measure()
    _people()
    actions.make_return_key(command_line())
    return measure, officer(measure), keeper()


def _released(measure, drafter, reviewer) -> MeasureReturn:
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    row = actions.review_return(reviewer, row, row.version)
    return actions.release_return(reviewer, row, row.version)


def _trusted() -> TrustedKey:
    return TrustedKey(load_key().public_key(), "222000-1111", frozenset({"steget", "bron"}))


def test_a_released_return_is_taken_by_the_association(house):
    row = _released(*house)
    given, problems = read_return(bytes(row.file), [_trusted()])
    assert problems == ()
    assert given is not None
    assert given.table("enrolled_by_gender").cell("*").count == 21
    assert given.table("enrolled_by_gender").cell("woman").count == 12
    assert row.state == ReturnState.RELEASED
    assert row.hidden == {}
    assert key_file().stat().st_mode & 0o777 == 0o600


def test_small_counts_are_hidden_and_the_register_alone_remembers_them(house):
    measure, drafter, reviewer = house
    put(record(900, measure="steget", start=START, referrer="own"), record(901, measure="steget", start=START))
    row = _released(measure, drafter, reviewer)
    told = return_in(row).table("enrolled_by_referrer")
    assert told.cell("own", "woman").value is None
    assert {each["count"] for key, each in row.hidden.items() if "referrer=own" in key} == {1}
    assert b'"count":1,' not in bytes(row.file)
    assert all(each["reason"] for each in row.hidden.values())


def test_whoever_drafted_neither_reviews_nor_releases(house):
    measure, drafter, reviewer = house
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    with pytest.raises(RefusedChange, match="kan inte granska"):
        actions.review_return(drafter, row, row.version)
    row = actions.review_return(reviewer, row, row.version)
    with pytest.raises(RefusedChange, match="kan inte lämna"):
        actions.release_return(drafter, row, row.version)


@pytest.mark.parametrize("step", ["review", "release"])
def test_what_has_changed_since_the_draft_is_drafted_anew(house, step):
    measure, drafter, reviewer = house
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    if step == "release":
        row = actions.review_return(reviewer, row, row.version)
    put(record(500, measure="steget", start=START))
    with pytest.raises(RefusedChange, match="Underlaget har ändrats"):
        (actions.review_return if step == "review" else actions.release_return)(reviewer, row, row.version)
    row = actions.draft_return_again(drafter, row, row.version)
    assert (row.state, row.reviewed_by_id) == (ReturnState.DRAFT, None)
    row = actions.review_return(reviewer, row, row.version)
    assert actions.release_return(reviewer, row, row.version).file


def test_the_same_facts_give_the_same_return(house):
    measure, drafter, _ = house
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    MEMORY.clear()
    assert actions.draft_return_again(drafter, row, row.version).version == row.version


def test_what_is_hidden_is_worked_out_once_for_the_same_facts_and_anew_for_any_other(house, monkeypatch):
    measure, drafter, reviewer = house
    made = []
    monkeypatch.setattr(drafting, "make_return", lambda *given, **more: made.append(1) or make_return(*given, **more))
    MEMORY.clear()

    def drafted(row) -> tuple[str, int]:
        made.clear()
        return actions.drafted(row, the_register()).hash, len(made)

    row = actions.draft_return(drafter, measure, FIRST, LAST)
    assert drafted(row) == (row.content_hash, 0)
    other = MeasureReturn(measure=measure, first=FIRST, last=date(2025, 6, 30), drafted_on=LAST)
    hashes = {row.content_hash}
    for change in (
        lambda: put(record(500, measure="steget", start=START)),
        lambda: count_anonymous(drafter, measure, 2025, {"woman": Told(7)}),
        lambda: change_register(command_line(), the_register(), the_register().version, threshold=7),
    ):
        change()
        first, second = drafted(row), drafted(row)
        assert (first[1], second[1]) == (1, 0)
        assert first[0] == second[0]
        hashes.add(first[0])
    assert len(hashes) == 4
    assert drafted(other)[1] == 1
    row = actions.draft_return_again(drafter, row, row.version)
    row = actions.review_return(reviewer, row, row.version)
    actions.release_return(reviewer, row, row.version)
    again = MeasureReturn(measure=measure, first=FIRST, last=LAST, number=2, replaces=row.content_hash, drafted_on=LAST)
    assert drafted(again)[1] == 1, "what has been released is a fact too"


def test_without_a_key_nothing_is_released(house):
    measure, drafter, reviewer = house
    key_file().unlink()
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    row = actions.review_return(reviewer, row, row.version)
    with pytest.raises(RefusedChange, match="ingen nyckel"):
        actions.release_return(reviewer, row, row.version)
    assert MeasureReturn.objects.get().state == ReturnState.REVIEWED


def test_a_key_is_not_overwritten(house):
    before = key_file().read_bytes()
    with pytest.raises(RefusedChange, match="redan en nyckel"):
        actions.make_return_key(command_line())
    assert key_file().read_bytes() == before


def test_a_key_with_a_password_needs_it(settings, house):
    from dataclasses import replace

    key_file().unlink()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, return_key_password="en lång mening som ingen gissar")
    actions.make_return_key(command_line())
    assert b"ENCRYPTED" in key_file().read_bytes()
    assert load_key()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, return_key_password="")
    with pytest.raises(RefusedChange, match="SAMVERK_RETURN_KEY_PASSWORD"):
        load_key()


def test_a_correction_follows_on_what_it_replaces_and_gives_nobody_away(house):
    measure, drafter, reviewer = house
    first = _released(measure, drafter, reviewer)
    put(record(500, measure="steget", start=START, months_in_support=500))
    second = _released(measure, drafter, reviewer)
    first.refresh_from_db()
    assert (second.number, second.replaces) == (2, first.content_hash)
    assert first.state == ReturnState.CORRECTED
    taken, _ = read_return(bytes(first.file), [_trusted()])
    given, problems = read_return(bytes(second.file), [_trusted()], earlier=[taken], rule=DisclosureRule())
    assert problems == ()
    assert given.table("enrolled_by_gender").cell("woman").value is None, "12 then and 13 now tells of one who came"


def test_a_correction_of_means_alone_is_possible(house):
    measure, drafter, reviewer = house
    _released(measure, drafter, reviewer)

    from samverk.apps.audit.door import OPEN_ACT, Act

    token = OPEN_ACT.set(Act(command_line(), "test", None))
    Participation.objects.update(months_in_support=40)
    OPEN_ACT.reset(token)
    second = return_in(_released(measure, drafter, reviewer))
    assert second.summary("months_in_support", "enrolled_by_gender", "*").tenths == 400


def test_what_another_measure_s_return_shows_is_not_taken_back_out(house):
    """The umbrella minus the released parts would be the small one."""
    _, _, reviewer = house
    umbrella = register_measure("paraply", "Paraplyet")
    parts = [register_measure(f"del_{each}", f"Del {each}", parent=umbrella) for each in (1, 2)]
    both = officer(umbrella, *parts, name="Disa Norrby")
    _people(8, 9, measure="del_1", first=1000)
    _people(2, 9, measure="del_2", first=2000)
    row = _released(parts[0], both, reviewer)
    assert return_in(row).table("enrolled_by_gender").cell("woman").count == 8
    whole = return_in(_released(umbrella, both, reviewer))
    assert whole.table("enrolled_by_sub_project").cell("del_2", "woman").value is None
    assert whole.table("enrolled_by_gender").cell("woman").value is None, "10 less the released 8 is 2"


def test_a_period_that_is_not_over_is_not_drafted(house):
    measure, drafter, _ = house
    with pytest.raises(RefusedChange, match="inte slut"):
        actions.draft_return(drafter, measure, FIRST, today() + timedelta(days=1))


def test_one_draft_at_a_time_and_a_thrown_one_leaves_no_trace_in_the_numbers(house):
    measure, drafter, _ = house
    row = actions.draft_return(drafter, measure, FIRST, LAST)
    with pytest.raises(RefusedChange, match="redan ett utkast"):
        actions.draft_return(drafter, measure, FIRST, LAST)
    with pytest.raises(EditConflict):
        actions.discard_return(drafter, row, row.version + 1)
    actions.discard_return(drafter, row, row.version)
    assert actions.draft_return(drafter, measure, FIRST, LAST).number == 1


def test_an_officer_of_another_measure_drafts_nothing_here(house):
    measure, _, _ = house
    stranger = officer(register_measure("bron", "Bron"), name="Ylva Sund")
    with pytest.raises(RefusedChange, match="ansvarar inte"):
        actions.draft_return(stranger, measure, FIRST, LAST)


def test_a_withdrawn_return_is_followed_by_the_next_number(house):
    measure, drafter, reviewer = house
    row = _released(measure, drafter, reviewer)
    row = actions.withdraw_return(reviewer, row, row.version)
    again = actions.draft_return(drafter, measure, FIRST, LAST)
    assert (again.number, again.replaces) == (2, row.content_hash)


def test_a_refused_return_is_corrected(house):
    measure, drafter, reviewer = house
    row = _released(measure, drafter, reviewer)
    actions.note_answer(reviewer, row, row.version, "avvisad\nRegeln är svagare.", True, None)
    row.refresh_from_db()
    assert (row.state, row.answer) == (ReturnState.REFUSED, "avvisad\nRegeln är svagare.")
    assert actions.draft_return(drafter, measure, FIRST, LAST).number == 2


def test_the_trail_has_no_hidden_count(house):
    measure, drafter, reviewer = house
    put(record(900, measure="steget", start=START, referrer="own"))
    row = _released(measure, drafter, reviewer)
    assert row.hidden
    for event in AuditEvent.objects.filter(subject_kind="participants.measurereturn"):
        assert "referrer" not in f"{event.sentence}{event.before}{event.after}"


def test_drafting_asks_few_questions_however_many_there_are(house, django_assert_max_num_queries):
    measure, _, _ = house
    register_row = the_register()
    MEMORY.clear()
    row = MeasureReturn(measure=measure, first=FIRST, last=LAST, drafted_on=LAST)
    with django_assert_max_num_queries(9):
        actions.drafted(row, register_row)
