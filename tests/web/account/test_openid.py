"""Signing in at the organisation's own provider, against a real one: who comes in, who does not, what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.test import Client

from samverk.apps.audit.chain import verify
from samverk.apps.audit.models import INSTALLATION, AuditEvent
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User
from tests.factories.clients import signed_in
from tests.factories.openid import CALLBACK, Provider, running_provider
from tests.factories.people import PASSWORD, association, person

START = "/konto/oidc/"
TROUBLE = "Inloggningstjänsten svarar inte som den ska"


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    cache.clear()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def told(provider, settings):
    """`told(secret="fel")` tells the installation of the provider."""

    def tell(**changes):
        oidc = provider.settings(**changes)
        settings.SOCIALACCOUNT_PROVIDERS = oidc.for_allauth()
        settings.SAMVERK_OIDC_DOMAINS, settings.SAMVERK_OIDC_TWO_STEPS = oidc.domains, oidc.two_steps

    settings.SAMVERK_REQUIRE_TOTP = False
    tell()
    return tell


@pytest.fixture
def tuva(told):
    return person("Tuva Rimfrost", Role.DIRECTOR, of=association(slug="storsjo"))


def _away(client, path=START, **form):
    """Press the button; where the browser is sent."""
    answer = client.post(path, form)
    assert answer.status_code == 200, answer
    page = answer.content.decode()
    address = unescape(re.search(r'href="(http://localhost:[^"]+)">Fortsätt dit', page)[1])
    assert answer["Refresh"] == f"0;url={address}"
    return address


def _walk(client, provider, number, path=START, **form):
    """The whole way there and back."""
    return client.get(provider.answer(_away(client, path, **form), sub=number))


def _known(provider, user, number="4711", **claims):
    return provider.knows(number, email=user.email, email_verified=True, **claims)


def _refused(answer, status, title):
    assert (answer.status_code, f"<h1>{title}</h1>" in answer.content.decode()) == (status, True), answer.content
    assert "Logga ut" not in answer.content.decode()


def _logged(caplog):
    return [each.getMessage() for each in caplog.records if each.name == "samverk.sign_in"]


def test_a_known_person_comes_in_by_an_address_that_is_vouched_for(tuva, provider):
    client = Client()
    page = client.get("/konto/logga-in/?next=/storsjo/budget/").content.decode()
    assert "Logga in med Storsjö kommun" in page
    number = _known(provider, tuva, name="T. Rimfrost", birthdate="1970-01-01")
    answer = _walk(client, provider, number, next="/storsjo/budget/")
    assert answer["Location"] == "/storsjo/budget/"
    assert client.get("/storsjo/").status_code == 200
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert len(asked["state"]) >= 16


def test_nothing_of_the_provider_s_answer_is_kept_but_the_issuer_and_a_hash(tuva, provider):
    number = _known(provider, tuva, number="197001019999", name="T. Rimfrost", birthdate="1970-01-01")
    for _ in range(2):
        _walk(Client(), provider, number)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"issuer": provider.address}
    assert re.fullmatch("[0-9a-f]{64}", kept.uid)
    assert not SocialToken.objects.exists()
    assert User.objects.get(pk=tuva.pk).name == "Tuva Rimfrost"
    assert User.objects.get(pk=tuva.pk).check_password(PASSWORD)


def test_the_trail_tells_of_the_connection_once_and_not_of_the_number(tuva, provider):
    number = _known(provider, tuva, number="197001019999")
    for _ in range(2):
        _walk(Client(), provider, number)
    event = AuditEvent.objects.get(action="users.connect_provider")
    assert event.sentence == "Kopplade kontot för Tuva Rimfrost till organisationens inloggning."
    assert (event.association_id, event.actor_id, event.before, event.after) == (INSTALLATION, tuva.pk, None, None)
    assert verify(INSTALLATION).is_whole


def test_an_address_in_capitals_is_the_same(tuva, provider):
    provider.knows("1", email=tuva.email.upper(), email_verified=True)
    assert _walk(Client(), provider, "1").status_code == 302


def test_someone_without_an_account_is_refused_and_gets_none(tuva, provider, caplog):
    people = User.objects.count()
    client = Client()
    number = provider.knows("2", email="moa.lingon@example.se", email_verified=True)
    _refused(_walk(client, provider, number), 403, "Du har inget konto här")
    assert User.objects.count() == people
    assert client.get("/storsjo/")["Location"].startswith("/konto/logga-in/")
    assert _logged(caplog) == ["sign-in at the provider refused: unknown"]


@pytest.mark.parametrize("said", [{"email_verified": False}, {}, {"email_verified": "false"}])
def test_an_address_that_is_not_vouched_for_opens_nothing(tuva, provider, said):
    provider.knows("3", email=tuva.email, **said)
    _refused(_walk(Client(), provider, "3"), 403, "Din e-postadress är inte bekräftad")
    assert not SocialAccount.objects.exists()


def test_a_provider_that_never_says_so_is_believed_about_its_own_domains(tuva, provider, told):
    told(domains=("example.se",))
    provider.knows("3", email=tuva.email)
    assert _walk(Client(), provider, "3").status_code == 302
    provider.knows("4", email="gast@example.com")
    _refused(_walk(Client(), provider, "4"), 403, "Din e-postadress är inte bekräftad")
    provider.knows("5", email=tuva.email, email_verified=False)
    _refused(_walk(Client(), provider, "5"), 403, "Din e-postadress är inte bekräftad")


def test_a_closed_account_stays_closed(tuva, provider):
    number = _known(provider, tuva)
    tuva.is_active = False
    tuva.save()
    _refused(_walk(Client(), provider, number), 403, "Kontot är stängt")
    assert not SocialAccount.objects.exists()
    tuva.is_active = True
    tuva.save()
    _walk(Client(), provider, number)
    User.objects.filter(pk=tuva.pk).update(is_active=False)
    assert _walk(Client(), provider, number)["Location"] == "/konto/stangt/"


def test_an_address_that_has_come_to_another_person_opens_nothing(tuva, provider):
    _walk(Client(), provider, _known(provider, tuva))
    newcomer = _known(provider, tuva, number="4712")
    _refused(_walk(Client(), provider, newcomer), 403, "Kontot har en annan inloggning")


def test_a_person_is_known_again_after_changing_address(tuva, provider):
    _walk(Client(), provider, _known(provider, tuva))
    provider.knows("4711", email="gift@example.se", email_verified=False)
    client = Client()
    assert _walk(client, provider, "4711").status_code == 302
    assert client.get("/storsjo/").status_code == 200


def test_the_same_number_at_another_provider_is_another_person(tuva, provider, told):
    _walk(Client(), provider, _known(provider, tuva))
    with running_provider() as other:
        told(server=other.address, client_id=other.client_id, secret=other.secret)
        stranger = other.knows("4711", email="moa.lingon@example.se", email_verified=True)
        _refused(_walk(Client(), other, stranger), 403, "Du har inget konto här")
        assert _walk(Client(), other, _known(other, tuva, number="9")).status_code == 302
    assert SocialAccount.objects.get().extra_data == {"issuer": other.address}


def test_cancelling_is_no_trouble(tuva, provider):
    client = Client()
    back = provider.answer(_away(client), action="deny")
    # the mock forgets the state that it was sent, which the protocol demands
    answer = client.get(f"{back}&state={provider.asked[0]['state']}")
    _refused(answer, 200, "Inloggningen avbröts")


def test_an_answer_is_good_once_and_for_the_browser_that_asked(tuva, provider):
    client = Client()
    back = provider.answer(_away(client), sub=_known(provider, tuva))
    _refused(Client().get(back), 400, "Börja om inloggningen")
    assert client.get(back).status_code == 302
    client.post("/konto/logga-ut/")
    _refused(client.get(back), 400, "Börja om inloggningen")
    _refused(client.get(CALLBACK), 400, "Börja om inloggningen")


def test_a_code_of_another_sign_in_is_refused(tuva, provider):
    """Whoever lures a person into finishing another's sign-in comes with a code for another challenge and nonce."""
    client, other = Client(), Client()
    mine = provider.answer(_away(client), sub=_known(provider, tuva))
    theirs = provider.answer(_away(other), sub=_known(provider, tuva))
    code = re.search("code=([^&]+)", theirs)[1]
    mixed = re.sub("code=[^&]+", f"code={code}", mine)
    _refused(client.get(mixed), 502, TROUBLE)


def test_another_nonce_than_the_one_sent_is_refused(tuva, provider, caplog):
    client = Client()
    address = re.sub("nonce=[^&]+", "nonce=en-annan", _away(client))
    back = provider.answer(address, sub=_known(provider, tuva))
    _refused(client.get(back), 502, TROUBLE)
    assert "another nonce than the one sent" in caplog.text


def test_a_wrong_secret_is_told_in_the_log(tuva, provider, told, caplog):
    told(secret="fel")
    answer = _walk(Client(), provider, _known(provider, tuva))
    _refused(answer, 502, TROUBLE)
    assert _logged(caplog)[-1] == "sign-in at the provider refused: provider OAuth2Error invalid_client"
    assert tuva.email not in caplog.text


@pytest.mark.parametrize(
    ("server", "detail"),
    [
        ("http://localhost:1", "ConnectionError"),
        ("{address}/saknas", "HTTPError 404"),
    ],
)
def test_a_provider_that_is_down_or_elsewhere_is_told_calmly(tuva, provider, told, caplog, server, detail):
    told(server=server.format(address=provider.address))
    _refused(Client().post(START), 502, TROUBLE)
    assert _logged(caplog)[-1] == f"sign-in at the provider refused: provider {detail}"


def test_a_provider_that_goes_down_on_the_way_is_told_calmly(tuva, provider, told):
    client = Client()
    back = provider.answer(_away(client), sub=_known(provider, tuva))
    told(server="http://localhost:1")
    _refused(client.get(back), 502, TROUBLE)


def test_what_the_provider_says_of_its_own_trouble_is_logged_by_its_code_alone(tuva, provider, caplog):
    client = Client()
    state = re.search("state=([^&]+)", _away(client))[1]
    _refused(client.get(f"{CALLBACK}?error=server_error&state={state}"), 502, TROUBLE)
    assert _logged(caplog)[-1] == "sign-in at the provider refused: provider server_error"
    state = re.search("state=([^&]+)", _away(client))[1]
    client.get(f"{CALLBACK}?error=Tuva%20Rimfrost&state={state}")
    assert _logged(caplog)[-1] == "sign-in at the provider refused: provider no code and no error"


def test_the_code_is_asked_for_after_the_provider_too(tuva, provider, settings):
    settings.SAMVERK_REQUIRE_TOTP = True
    client = Client()
    number = _known(provider, tuva)
    _walk(client, provider, number)
    assert client.get("/storsjo/")["Location"] == "/konto/tvasteg/app/"
    assert client.get("/konto/tvasteg/app/").status_code == 200
    TOTP.activate(tuva, generate_totp_secret())
    client = Client()
    assert _walk(client, provider, number)["Location"].startswith("/konto/tvasteg/kod/")
    assert client.get("/storsjo/")["Location"].startswith("/konto/logga-in/")


def test_a_provider_with_two_steps_makes_up_for_the_code_but_a_password_does_not(tuva, provider, told, settings):
    told(two_steps=True)
    settings.SAMVERK_REQUIRE_TOTP = True
    TOTP.activate(tuva, generate_totp_secret())
    client = Client()
    _walk(client, provider, _known(provider, tuva))
    assert client.get("/storsjo/").status_code == 200
    answer = Client().post("/konto/logga-in/", {"login": tuva.email, "password": PASSWORD})
    assert answer["Location"].startswith("/konto/tvasteg/kod/")
    moa = person("Moa Lingon", Role.OFFICE, of=association())
    client = Client()
    client.post("/konto/logga-in/", {"login": moa.email, "password": PASSWORD})
    assert client.get("/konto/")["Location"] == "/konto/tvasteg/app/"
    _walk(client, provider, _known(provider, moa, number="12"))
    assert client.get("/konto/").status_code == 200


def test_one_connects_and_disconnects_one_s_own_account(tuva, provider):
    client = signed_in(tuva)
    assert "Inte kopplad" in client.get("/konto/").content.decode()
    number = provider.knows("7", email="t.rimfrost@example.org")
    assert client.post("/konto/oidc/koppla/")["Location"].startswith("/konto/bekrafta/?next=")
    client.post("/konto/bekrafta/", {"password": PASSWORD, "next": "/konto/"})
    assert _walk(client, provider, number, "/konto/oidc/koppla/")["Location"] == "/konto/"
    assert ">Kopplad<" in client.get("/konto/").content.decode()
    elsewhere = Client()
    assert _walk(elsewhere, provider, number).status_code == 302
    assert elsewhere.get("/storsjo/").status_code == 200
    assert "Inte kopplad" in client.post("/konto/oidc/koppla-bort/", follow=True).content.decode()
    _refused(_walk(Client(), provider, number), 403, "Din e-postadress är inte bekräftad")
    told = list(AuditEvent.objects.filter(action__endswith="connect_provider").values_list("actor_name", flat=True))
    assert told == ["Tuva Rimfrost", "Tuva Rimfrost"]


def test_a_sign_in_that_opens_another_account_is_not_connected(tuva, provider):
    moa = person("Moa Lingon")
    _walk(Client(), provider, _known(provider, moa))
    client = Client()
    client.post("/konto/logga-in/", {"login": tuva.email, "password": PASSWORD})
    answer = _walk(client, provider, "4711", "/konto/oidc/koppla/")
    assert (answer.status_code, "hör till ett annat konto" in answer.content.decode()) == (409, True)
    assert SocialAccount.objects.get().user == moa
    assert client.get("/storsjo/").status_code == 200


def test_nobody_locks_themselves_out(tuva, provider):
    tuva.set_unusable_password()
    tuva.save()
    client = Client()
    _walk(client, provider, _known(provider, tuva))
    page = client.get("/konto/").content.decode()
    assert "Koppla bort" not in page
    assert "be den som lägger upp konton hos er om en länk" in page
    assert "Kontot har inget lösenord" in client.post("/konto/oidc/koppla-bort/", follow=True).content.decode()
    assert SocialAccount.objects.exists()


def test_the_pages_policy_lets_forms_reach_no_one_else(tuva):
    policy = Client().get("/konto/logga-in/")["Content-Security-Policy"]
    assert re.search("form-action ([^;]+)", policy)[1] == "'self'"


def test_the_button_is_pressed_at_most_as_often_as_one_may_try_to_sign_in(tuva, provider):
    client = Client()
    assert {client.post(START).status_code for _ in range(30)} == {200}
    assert client.post(START).status_code == 429


def test_without_a_provider_there_is_no_button_and_no_address(tuva, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Eller med lösenord" not in Client().get("/konto/logga-in/").content.decode()
    assert Client().post(START).status_code == 404
    assert Client().get(CALLBACK).status_code == 404


def test_a_register_s_people_sign_in_the_same_way(tuva, provider, settings):
    settings.ROOT_URLCONF = "samverk.config.register_urls"
    settings.SAMVERK_FRAME = "samverk.web.participants.frame.frame"
    client = Client()
    assert "Logga in med Storsjö kommun" in client.get("/konto/logga-in/").content.decode()
    assert _walk(client, provider, _known(provider, tuva)).status_code == 302
    assert client.get("/konto/").status_code == 200
    stranger = provider.knows("8", email="moa.lingon@example.se", email_verified=True)
    _refused(_walk(Client(), provider, stranger), 403, "Du har inget konto här")
