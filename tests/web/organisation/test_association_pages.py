"""Förbundet: every page shows what is there, changes go through the door, and nobody sees another association's."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samverk.apps.accounting.actions import import_books
from samverk.apps.organisation.actions import add_association, add_member
from samverk.apps.organisation.models import Association, Charter, IncomeSource, Mandate, Member, Officer
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core import organisation as facts
from samverk.core.association_kinds import MemberKind
from samverk.formats.facts.archive import MOST_FILES, pack
from samverk.web.organisation import facts_views
from tests.factories.facts import directory, lund
from tests.factories.lund import LUND
from tests.factories.people import association, person

PAGES = (
    "association",
    "association_edit",
    "members",
    "member_new",
    "board",
    "mandate_new",
    "charters",
    "charter_new",
    "officers",
    "officer_new",
    "income_sources",
    "income_source_new",
    "facts",
)
KINDS = {
    "member": Member,
    "mandate": Mandate,
    "charter": Charter,
    "officer": Officer,
    "income_source": IncomeSource,
}
SCRIPT = "<script>alert(1)</script>"
EMPTY_PARTS = {"del-TOTAL_FORMS": 0, "del-INITIAL_FORMS": 0}


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False


@pytest.fixture
def finsam():
    return lund()


def client_of(of: Association, *roles: Role) -> Client:
    client = Client()
    client.force_login(person("Tuva Rimfrost", *roles, of=of))
    return client


def address(of: Association, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def fields_of(client: Client, page: str) -> dict[str, object]:
    """What a page's form sends when nothing is touched."""
    form = client.get(page).context["form"]
    sent = {field.html_name: field.value() for field in form}
    for part in form.parts or ():
        sent |= {field.html_name: field.value() for field in part}
    if form.parts is not None:
        sent |= {field.html_name: field.value() for field in form.parts.management_form}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_much_and_with_nothing(name, finsam, django_assert_max_num_queries):
    for of in (finsam, association("Finsam Nytt", "nytt")):
        client = client_of(of, Role.DIRECTOR)
        with django_assert_max_num_queries(25):
            assert client.get(address(of, name)).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_opens_and_saved_untouched_changes_nothing(kind, finsam):
    client = client_of(finsam, Role.DIRECTOR)
    for row in KINDS[kind].objects.filter(association=finsam):
        page = address(finsam, f"{kind}_edit", pk=row.pk)
        answer = client.post(page, fields_of(client, page))
        assert answer.status_code == 302, answer.context["form"].errors
        row.refresh_from_db()
        assert row.version == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", ["edit", "remove"])
def test_another_associations_rows_do_not_exist(kind, page, finsam):
    row = KINDS[kind].objects.filter(association=finsam).first()
    elsewhere = association("Finsam Annanstans", "annanstans")
    client = client_of(elsewhere, Role.DIRECTOR)
    where = address(elsewhere, f"{kind}_{page}", pk=row.pk)
    assert client.get(where).status_code == 404
    assert client.post(where, {"seen": 1}).status_code == 404
    assert client.get(address(finsam, "association")).status_code == 404
    assert KINDS[kind].objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD_MEMBER, Role.BOOKKEEPER, Role.PREPARATORY_GROUP])
def test_whoever_only_reads_sees_no_deeds_and_is_refused_the_forms(role, finsam):
    client = client_of(finsam, role)
    assert "Lägg till en medlem" not in client.get(address(finsam, "members")).content.decode()
    assert client.get(address(finsam, "member_new")).status_code == 403
    assert client.post(address(finsam, "member_new"), {"name": "X"}).status_code == 403


def test_a_measure_owner_has_no_business_here(finsam):
    client = client_of(finsam, Role.MEASURE_OWNER)
    assert client.get(address(finsam, "association")).status_code == 403
    assert "Förbundet</a>" not in client.get(address(finsam, "home")).content.decode()


# ── what the pages say ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_check_of_the_shares_is_told_with_its_source(finsam):
    client = client_of(finsam, Role.AUDITOR)
    page = client.get(address(finsam, "members")).content.decode()
    assert "Ja. Staten bidrar med hälften" in page
    assert "5 § lagen (2003:1210): Staten bidrar med hälften" in page
    early = client.get(address(finsam, "members") + "?dag=2000-01-01").content.decode()
    assert "Nej, inte 1\u00a0januari\u00a02000. Staten har – men ska ha 50\u00a0%." in early


@pytest.mark.parametrize("asked", ["", "2024-02-30", "igår", "0000-00-00"])
def test_a_day_that_is_none_is_today(asked, finsam):
    assert client_of(finsam, Role.AUDITOR).get(address(finsam, "board"), {"dag": asked}).status_code == 200


def test_who_sits_on_a_day_before_the_mandates_is_nobody(finsam):
    page = client_of(finsam, Role.AUDITOR).get(address(finsam, "board"), {"dag": "2020-01-01"}).content.decode()
    assert page.count("plats utan ledamot") == 4
    assert "Ingegerd Vallmark" in page  # among all mandates


def test_an_empty_association_is_told_how_to_begin():
    of = association("Finsam Nytt", "nytt")
    page = client_of(of, Role.DIRECTOR).get(address(of, "association")).content.decode()
    assert "Förbundet är inte ifyllt än" in page
    assert page.count("primary") == 1


def test_script_in_names_is_words(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    page = address(finsam, "member_new")
    sent = {
        "name": SCRIPT,
        "kind": "municipality",
        "del-TOTAL_FORMS": 1,
        "del-INITIAL_FORMS": 0,
        "del-0-share": "0",
        "del-0-valid_from": "2024-01-01",
    }
    assert client.post(page, sent).status_code == 302
    row = Member.objects.get(name=SCRIPT)
    for name, more in (("members", {}), ("association", {}), ("member_edit", {"pk": row.pk}), ("mandate_new", {})):
        body = client.get(address(finsam, name, **more)).content.decode()
        assert SCRIPT not in body
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_second_of_two_editors_is_told(finsam):
    first, second = (client_of(finsam, Role.DIRECTOR) for _ in range(2))
    row = finsam.members.get(name="Lunds kommun")
    page = address(finsam, "member_edit", pk=row.pk)
    mine, theirs = fields_of(first, page), fields_of(second, page)
    assert first.post(page, {**mine, "joined": "2010-01-01"}).status_code == 302
    answer = second.post(page, {**theirs, "joined": "2011-01-01"})
    assert answer.status_code == 409
    assert "har ändrats av någon annan" in answer.content.decode()
    row.refresh_from_db()
    assert row.joined.isoformat() == "2010-01-01"


def test_two_shares_on_one_day_are_refused_in_the_form(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    page = address(finsam, "member_edit", pk=finsam.members.get(name="Lunds kommun").pk)
    sent = {**fields_of(client, page), "del-1-share": "1/5", "del-1-valid_from": "2024-01-01"}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "måste sluta före 2024-01-01, då nästa börjar" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"del-0-share": "en fjärdedel"}, "En andel skrivs som"),
        ({"del-0-share": "3/2"}, "En andel ligger mellan 0 och 1"),
        ({"del-0-share": "25"}, "skriv 25 % med procenttecken."),
        ({"del-0-valid_from": ""}, "Ange första dagen"),
        ({"del-0-share": "", "del-0-valid_from": "", "del-0-valid_to": ""}, "minst ett värde behövs"),
        ({"joined": "2012-01-01", "left": "2011-01-01"}, "kommer före början"),
        ({"kind": "landsting"}, "landsting"),
        ({"name": "x" * 201}, "som mest 200"),
    ],
)
def test_what_is_wrong_in_a_form_is_told_and_what_was_typed_stays(wrong, words, finsam):
    client = client_of(finsam, Role.DIRECTOR)
    page = address(finsam, "member_edit", pk=finsam.members.get(name="Lunds kommun").pk)
    answer = client.post(page, {**fields_of(client, page), **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert finsam.members.get(name="Lunds kommun").version == 1


def test_a_new_wording_of_the_charter_counts_from_its_day(finsam):
    client = client_of(finsam, Role.OFFICE)
    sent = {
        "valid_from": "2024-07-01",
        "interim_report": "on",
        "notice_period_years": "2",
        "quorum": "Mer än hälften.",
        "del-TOTAL_FORMS": 1,
        "del-INITIAL_FORMS": 0,
        "del-0-share": "25 %",
        "del-0-base": "total_cost",
    }
    assert client.post(address(finsam, "charter_new"), sent).status_code == 302
    page = client.get(address(finsam, "charters")).content.decode()
    assert "Mer än hälften." in page
    assert "25\u00a0% av årets budgeterade kostnader" in page
    assert "Källa: ingen uppgiven" in page


def test_a_row_that_is_used_stays_and_the_reason_is_told(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    row = finsam.members.get(name="Lunds kommun")
    answer = client.post(address(finsam, "member_remove", pk=row.pk), {"seen": row.version}, follow=True)
    assert "kan inte tas bort, för den används av" in answer.content.decode()
    assert Member.objects.filter(pk=row.pk).exists()


def test_a_row_added_by_mistake_goes_and_an_older_page_is_told(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    row = finsam.mandates.get(name="Joar Tunhammar")
    assert client.post(address(finsam, "mandate_remove", pk=row.pk), {"seen": "x"}).status_code == 409
    assert client.post(address(finsam, "mandate_remove", pk=row.pk), {"seen": 1}).status_code == 302
    assert not Mandate.objects.filter(pk=row.pk).exists()


def test_the_associations_own_facts_are_changed_with_a_version():
    of = association("Finsam Nytt", "nytt")
    client = client_of(of, Role.DIRECTOR)
    page = address(of, "association_edit")
    sent = {"seen": 1, "name": "Finsam Nyast", "municipalities": "Storsjö\r\n\r\n Lillsjö ", "formed": "2010-01-01"}
    assert client.post(page, sent).status_code == 302
    of.refresh_from_db()
    assert (of.name, of.municipalities, of.version) == ("Finsam Nyast", ["Storsjö", "Lillsjö"], 2)
    assert client.post(page, sent | {"name": "Annat"}).status_code == 409


# ── facts files ─────────────────────────────────────────────────────────────────────────────────────────────────────


def upload(data: bytes, name: str = "lund.zip") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data, "application/zip")}


def test_the_zip_comes_down_and_goes_up_again(finsam):
    client = client_of(finsam, Role.DIRECTOR)
    answer = client.get(address(finsam, "facts_zip", year=2024))
    assert answer["Content-Disposition"] == 'attachment; filename="lund-2024.zip"'
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "lund-2024/forbund.toml" in names
    told = client.post(address(finsam, "facts"), upload(answer.content), follow=True).content.decode()
    assert "Faktafilerna för 2024 är inlästa" in told
    assert client.get(address(finsam, "facts_zip", year=2024)).content == answer.content


def test_an_empty_association_is_filled_by_one_zip_file():
    of = association("Finsam Lund", "tom")
    other = directory(LUND)["forbund.toml"].replace(b"222000-0000", of.org_number.encode())
    files = {name: data for name, data in directory(LUND).items() if not name.endswith(".se")}
    answer = client_of(of, Role.OFFICE).post(address(of, "facts"), upload(pack({**files, "forbund.toml": other})))
    assert answer.status_code == 302
    assert of.members.count() == 4


def test_a_year_without_facts_is_not_there(finsam):
    client = client_of(finsam, Role.AUDITOR)
    assert client.get(address(finsam, "facts_zip", year=2011)).status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"namn = 1", "ingen hel zip-fil"),
        (pack({"forbund.toml": b"namn ="}), "faktafilerna har"),
        (pack({"anteckningar.md": b"x"}), "forbund.toml: filen saknas"),
        (pack({f"a{number}.toml": b"" for number in range(MOST_FILES + 1)}), "högst 500"),
        (
            pack({**directory(LUND), "forbund.toml": directory(LUND)["forbund.toml"].replace(b"222000", b"222001")}),
            "222001",
        ),
    ],
    ids=["nothing", "no zip", "bad toml", "no facts", "too many", "another's"],
)
def test_a_wrong_zip_is_told_and_changes_nothing(data, words, finsam):
    client = client_of(finsam, Role.DIRECTOR)
    answer = client.post(address(finsam, "facts"), upload(data))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Association.objects.get(pk=finsam.pk).version == finsam.version


def test_a_zip_that_is_too_large_is_not_opened(finsam, monkeypatch):
    monkeypatch.setattr(facts_views, "MOST_PACKED", 100)
    answer = client_of(finsam, Role.DIRECTOR).post(address(finsam, "facts"), upload(pack(directory(LUND))))
    assert answer.status_code == 422
    assert "större än" in answer.content.decode()


def test_script_in_a_faulty_file_is_words(finsam):
    bad = pack({**directory(LUND), "insatser.toml": f'[[insats]]\nid = "{SCRIPT}"\n'.encode()})
    body = client_of(finsam, Role.DIRECTOR).post(address(finsam, "facts"), upload(bad)).content.decode()
    assert SCRIPT not in body
    assert "&lt;script&gt;" in body


def test_an_auditor_fetches_but_does_not_take_in(finsam):
    client = client_of(finsam, Role.AUDITOR)
    assert "Läs in filerna" not in client.get(address(finsam, "facts")).content.decode()
    assert client.get(address(finsam, "facts_zip", year=2024)).status_code == 200
    assert client.post(address(finsam, "facts"), upload(pack(directory(LUND)))).status_code == 403


# ── income out of the books ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def newcomer():
    """Lund's books and members in an association that has nothing else."""
    of = add_association(command_line(), "ny", "Finsam Nytt", "222000-0000")
    for name, kind in (
        ("Försäkringskassan", MemberKind.SOCIAL_INSURANCE_AGENCY),
        ("Arbetsförmedlingen", MemberKind.EMPLOYMENT_SERVICE),
        ("Region Skåne", MemberKind.REGION),
        ("Lunds kommun", MemberKind.MUNICIPALITY),
    ):
        share = facts.ShareKey(share="1/4", valid_from=date(2009, 6, 18))
        add_member(command_line(of), facts.Member(name=name, kind=kind, shares=(share,)))
    import_books(command_line(of), (LUND / "bokforing-2024.se").read_bytes(), "bokforing-2024.se")
    return of


def taken(client: Client, page: str) -> dict[str, object]:
    every = (field for form in client.get(page).context["forms"] for field in form)
    return {field.html_name: field.value() for field in every if field.value() not in (None, ())}


def test_income_accounts_of_the_books_become_sources_with_the_members_they_speak_of(newcomer):
    client = client_of(newcomer, Role.DIRECTOR)
    page, up = address(newcomer, "income_sources_from_books"), address(newcomer, "income_sources")
    assert "Gör intäktskällor av kontona" in client.get(up).content.decode()
    sent = taken(client, page)
    answer = client.post(page, sent | {"konto-3990-name": ""})
    assert answer.status_code == 422
    assert "Skriv ett namn, eller ta bort krysset." in answer.content.decode()
    assert "5 intäktskällor är tillagda." in client.post(page, sent, follow=True).content.decode()
    made = {
        row.accounts[0]: (row.kind, [link.member.name for link in row.member_links.all()])
        for row in newcomer.income_sources.all()
    }
    assert made == {
        "3010": ("member", ["Försäkringskassan", "Arbetsförmedlingen"]),
        "3011": ("member", ["Lunds kommun"]),
        "3012": ("member", ["Region Skåne"]),
        "3981": ("external", []),
        "3990": ("other", []),
    }
    assert "Varje intäktskonto med belopp" in client.get(page).content.decode()
    assert "hör inte till någon intäktskälla" not in client.get(up).content.decode()
