"""The queue, anonymous participants, answers about violence, own questions, ratings and paper forms on their pages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samverk.apps.participants.models import (
    AnonymousTally,
    OwnAnswer,
    OwnQuestion,
    Participation,
    ProgressRating,
    QueuePlace,
)
from samverk.apps.participants.queries import anonymous_of, queue_of, violence_of
from samverk.apps.participants.register_models import Register
from samverk.apps.participants.staff_actions import change_register
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.violence import share_exposed
from tests.factories.participating import ended, intake
from tests.factories.register import keeper, officer, register, register_measure


@pytest.fixture
def steget(settings):
    settings.SAMVERK_DEMO_DAY = date(2026, 11, 29)
    register()
    return register_measure()


@pytest.fixture
def actor(steget):
    return officer(steget)


@pytest.fixture
def client(as_actor, actor):
    return as_actor(actor)


def _page(client, name, **kwargs):
    return client.get(reverse(name, kwargs=kwargs)).text


def test_whoever_waits_gets_a_place_with_the_same_card(client, steget):
    address = reverse("queue", kwargs={"measure": steget.pk})
    told = {"queued": "2026-10-30", "card": "c4d6-33", "gender": "man"}
    assert client.post(address, told).status_code == 302
    assert "Kortet är upptaget" in client.post(address, told).text
    page = client.get(address).text
    assert "C4D6-33" in page
    assert '<td class="figure">30</td>' in page
    place = QueuePlace.objects.get()
    begin = f"{reverse('intake', kwargs={'measure': steget.pk})}?ko={place.pk}"
    page = client.get(begin).text
    assert 'value="C4D6-33"' in page
    assert '<option value="man" selected>' in page
    answer = client.post(
        begin, {"consent_given": "2026-11-20", "start": "2026-11-20", "card": "C4D6-33", "gender": "man"}
    )
    assert answer.status_code == 302
    entry = queue_of([steget])[0]
    assert (entry.started, entry.left) == (date(2026, 11, 20), None)
    assert Participation.objects.get().participant.card == "C4D6-33"
    assert client.get(begin).status_code == 404


def test_whoever_leaves_the_queue_is_noted_and_a_mistake_is_removed(client, steget):
    for card in ("C4D6-33", "C6D6-33"):
        client.post(
            reverse("queue", kwargs={"measure": steget.pk}), {"queued": "2026-10-30", "card": card, "gender": "man"}
        )
    first, second = (reverse("queue_leave", kwargs={"pk": place.pk}) for place in QueuePlace.objects.all())
    assert "Ange den dagen eller senare" in client.post(first, {"seen": 1, "left": "2026-10-01"}).text
    assert client.post(first, {"seen": 1, "left": "2026-11-01"}).status_code == 302
    assert client.post(second, {"seen": 1, "left": "2026-11-01", "felregistrerad": "ja"}).status_code == 302
    assert QueuePlace.objects.get().left == date(2026, 11, 1)
    assert "står inte längre i kö" in client.post(first, {"seen": 2, "left": "2026-11-02"}).text


def test_anonymous_participants_are_counted_by_year_and_the_second_editor_is_told(client, steget):
    address = f"{reverse('anonymous', kwargs={'measure': steget.pk})}?ar=2025"
    told = {"woman": "3", "man": "2", "other": "0"}
    unseen = {f"seen_{gender}": "0" for gender in told}
    assert "Inget är antecknat för 2025" in client.get(address).text
    assert client.post(address, {**told, **unseen})["Location"] == address
    counts = {each.gender: each.count for each in anonymous_of([steget]) if each.year == 2025}
    assert counts == {"woman": 3, "man": 2, "other": 0}
    assert client.post(address, {**told, **unseen, "woman": "4"}).status_code == 409
    assert "Skriv ett heltal" in client.post(address, {**told, **unseen, "woman": "två"}).text
    assert AnonymousTally.objects.filter(year=2025).count() == 3


def test_answers_about_violence_are_kept_apart_by_definition(client, steget):
    address = reverse("violence", kwargs={"measure": steget.pk})
    cells = [f"{gender}_{answer}" for gender in ("woman", "man", "other") for answer in ("yes", "no")]
    told = {**dict.fromkeys(cells, "0"), **{f"seen_{cell}": "0" for cell in cells}}
    for definition, count in (("seven_lifetime", "7"), ("seven_current", "2")):
        sent = client.post(f"{address}?ar=2025&definition={definition}", {**told, "woman_yes": count, "woman_no": "9"})
        assert sent.status_code == 302
    counts = violence_of([steget])
    assert share_exposed(counts, "seven_lifetime", 2025).count == 7
    assert share_exposed(counts, "seven_current", 2025).base == 11
    page = client.get(f"{address}?ar=2025&definition=seven_current").text
    assert re.search(r'name="woman_yes" value="2"', page)


def test_own_questions_are_decided_by_the_keeper_and_asked_by_the_officer(as_actor, client, steget, actor):
    keeps = as_actor(keeper())
    new = reverse("question_new")
    told = {"kind": "choice", "asked_at": "start", "valid_from": "2026-01-01", "measure": ""}
    assert "2 till 12 olika svar" in keeps.post(new, {**told, "text": "Vad lockar?", "choices": "Kök"}).text
    keeps.post(new, {**told, "text": "Vad lockar?", "choices": "Kök\nSnickeri"})
    keeps.post(new, {**told, "text": "Hur många barn?", "kind": "number"})
    keeps.post(new, {**told, "text": "Trivs du?", "kind": "yes_no", "asked_at": "exit"})
    first, second = OwnQuestion.objects.filter(asked_at="start")
    keeps.post(reverse("question", kwargs={"pk": second.pk}), {"flytta": "upp"})
    page = _page(client, "intake", measure=steget.pk)
    assert page.index("Hur många barn?") < page.index("Vad lockar?")
    assert "Trivs du?" not in page
    filled = {"consent_given": "2026-11-20", "start": "2026-11-20", "card": "K7F3-29", "gender": "woman"}
    address = reverse("intake", kwargs={"measure": steget.pk})
    assert client.post(address, {**filled, f"question_{first.pk}": "Fiske"}).status_code == 422
    client.post(address, {**filled, f"question_{first.pk}": "Kök", f"question_{second.pk}": "2"})
    assert set(OwnAnswer.objects.values_list("answer", flat=True)) == {"Kök", "2"}
    one = reverse("question", kwargs={"pk": first.pk})
    version = OwnQuestion.objects.get(pk=first.pk).version
    assert "Frågan har svar" in keeps.post(one, {"seen": version, "last_day": "2026-11-29", "ta-bort": "ja"}).text
    assert keeps.post(one, {"seen": version, "last_day": "2026-11-28"}).status_code == 302
    assert "Vad lockar?" not in _page(client, "intake", measure=steget.pk)
    assert "Kök" in _page(client, "participation", pk=Participation.objects.get().pk)


def test_answers_and_facts_are_corrected_together(client, actor, steget, as_actor):
    keeps = as_actor(keeper())
    keeps.post(
        reverse("question_new"),
        {"text": "Har du plan?", "kind": "yes_no", "asked_at": "start", "valid_from": "2023-01-01"},
    )
    asked = OwnQuestion.objects.get()
    row = intake(actor, steget, answers={asked.pk: "yes"})
    told = {
        "seen": row.version,
        "person_seen": row.participant.version,
        "consent_given": "2025-03-01",
        "start": "2025-03-04",
        "gender": "other",
        "birth_year": "1991",
        f"question_{asked.pk}": "no",
    }
    address = reverse("participation_edit", kwargs={"pk": row.pk})
    assert client.post(address, told).status_code == 302
    row = Participation.objects.get()
    assert (row.start, row.participant.gender, row.answers.get().answer) == (date(2025, 3, 4), "other", "no")
    assert row.notes.get().day == row.start
    assert client.post(address, told).status_code == 409


def test_ratings_need_a_scale_and_show_what_changed(client, actor, steget):
    row = intake(actor, steget)
    address = reverse("participation_rating", kwargs={"pk": row.pk})
    assert "Skalan är inte angiven" in client.get(address).text
    settings = Register.objects.get()
    change_register(command_line(), settings, settings.version, scale_lowest=1, scale_highest=5)
    sure = {"health_person_sure": "2"}
    assert "Välj ett steg" in client.post(address, {"day": "2025-06-02", **sure}).text
    assert "Ingen fråga är skattad" in client.post(address, {"day": "2025-06-02"}).text
    for day, score, worker in (("2025-06-02", "2", "H1"), ("2025-09-02", "4", "H2")):
        sent = client.post(address, {"day": day, "case_worker": worker, "health_person_score": score, **sure})
        assert sent.status_code == 302
    assert "redan skattad" in client.post(address, {"day": "2025-09-02", "health_person_score": "1"}).text
    page = _page(client, "participation", pk=row.pk)
    assert "2 steg upp" in page
    assert page.count("ny handläggare") == 1
    remove = reverse("rating_remove", kwargs={"pk": row.pk, "day": "2025-09-02"})
    assert "tas bort" in client.get(remove).text
    client.post(remove)
    assert [each.day for each in ProgressRating.objects.all()] == [date(2025, 6, 2)]
    assert client.get(remove).status_code == 404


@pytest.mark.parametrize("kind", ["start", "uppfoljning", "avslut"])
def test_a_paper_form_has_every_answer_to_tick_and_no_data(client, actor, steget, kind):
    ended(actor, intake(actor, steget, card="K7F3-29"))
    page = _page(client, "paper_form", measure=steget.pk, kind=kind)
    assert "K7F3-29" not in page
    assert "Försörjningsstöd" in page
    assert page.index("Huvudsaklig försörjning") < page.index("Vad personen gör")
    assert ("Avslutsorsak" in page) is (kind == "avslut")
    assert ("Gick inte att nå" in page) is (kind == "uppfoljning")
    assert ("Remittent" in page) is (kind == "start")
    assert "<form" not in page.partition("<main")[2]


def test_another_kind_of_paper_form_is_not_there(client, steget):
    assert client.get(reverse("paper_form", kwargs={"measure": steget.pk, "kind": "annat"})).status_code == 404


def test_lists_are_cards_and_days_with_pages(client, actor, steget):
    row = intake(actor, steget, card="K7F3-29", municipality="1281")
    page = _page(client, "measure_participations", measure=steget.pk)
    assert "K7F3-29" in page
    assert "1281" not in page
    ended(actor, row)
    assert "Ingen deltar just nu" in _page(client, "measure_participations", measure=steget.pk)
    over = client.get(f"{reverse('measure_participations', kwargs={'measure': steget.pk})}?avslutade").text
    assert "K7F3-29" in over
