"""Adding a reference from one box."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse

from clinicsite.library import lookup
from clinicsite.library.models import Reference
from clinicsite.library.views.pasting import suggested_key
from tests.factories.library import ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
PASTE = reverse("wagtailsnippets_library_reference:paste")
ADD = reverse("wagtailsnippets_library_reference:add")
NLM = "Bell RF, Kalso EA. Ketamine for pain management: a review. Pain Rep. 2018 Aug;3(5):e674. Epub 2018 Aug 9."
FIELDS = [
    "key",
    "kind",
    "authors",
    "title",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "url",
]


def paste(client, text) -> BeautifulSoup:
    response = client.post(PASTE, {"pasted": text})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def filled(page) -> dict:
    """The form as the editor meets it."""
    kind = page.select_one("select[name=kind] option[selected]")
    values = {name: (page.find("input", attrs={"name": name}) or {}).get("value", "") for name in FIELDS}
    return {
        **values,
        "kind": kind["value"] if kind else "",
        "note": page.find("textarea", attrs={"name": "note"}).text.strip(),
    }


def test_fields_are_filled_for_checking(admin_client):
    form = filled(paste(admin_client, NLM))
    assert (form["authors"], form["year"], form["journal"], form["pages"]) == (
        "Bell RF, Kalso EA.",
        "2018",
        "Pain Rep",
        "e674",
    )


def test_nothing_is_saved_by_pasting(admin_client):
    paste(admin_client, NLM)
    assert not Reference.objects.exists()


def test_what_was_read_can_be_saved(admin_client):
    admin_client.post(ADD, filled(paste(admin_client, NLM)))
    reference = Reference.objects.get()
    assert (reference.key, reference.title) == ("bell-2018", "Ketamine for pain management: a review")


def test_what_found_no_place_is_named_and_kept_in_the_note(admin_client):
    page = paste(admin_client, NLM)
    assert "Epub 2018 Aug 9" in page.select_one(".library-read").text
    assert "Epub 2018 Aug 9" in filled(page)["note"]


def test_missing_fields_are_named(admin_client):
    text = paste(admin_client, "10.1000/x").select_one(".library-read").text
    assert "authors, title, year" in text


def test_text_that_is_no_citation_is_not_lost(admin_client):
    assert "My aunt told me" in filled(paste(admin_client, "My aunt told me"))["note"]


def test_hostile_text_is_shown_as_text(admin_client):
    page = paste(admin_client, "<script>alert(1)</script>")
    assert page.find("script", string="alert(1)") is None


def test_empty_box_comes_back_with_a_message(admin_client):
    response = admin_client.post(PASTE, {"pasted": ""})
    assert response.context["paste_form"].errors["pasted"]


def test_text_that_is_too_long_comes_back_whole(admin_client):
    response = admin_client.post(PASTE, {"pasted": "a" * 20_001})
    assert "a" * 20_001 in response.content.decode()


@pytest.mark.parametrize(
    "known",
    [
        {"doi": "10.1000/x"},
        {"pmid": "31082965"},
        {"title": "KETAMINE for pain management - a Review", "year": 2018},
    ],
)
def test_source_that_is_there_already_is_pointed_out(admin_client, known):
    reference = ReferenceFactory(**known)
    page = paste(admin_client, f"{NLM} doi: 10.1000/x PMID: 31082965")
    assert page.find("a", href=reverse("wagtailsnippets_library_reference:edit", args=[reference.pk]))


def test_other_source_is_not_pointed_out(admin_client):
    ReferenceFactory(title="Ketamine for pain management: a review", year=2017)
    assert not paste(admin_client, NLM).select(".library-read .help-warning")


def test_same_title_and_year_is_refused_until_the_editor_says_it_is_another(admin_client):
    form = filled(paste(admin_client, NLM))
    ReferenceFactory(title=form["title"], year=2018)
    refused = admin_client.post(ADD, form)
    assert "has “" in str(refused.context["form"].errors["title"])
    admin_client.post(ADD, {**form, "is_another_source": "on"})
    assert Reference.objects.filter(year=2018).count() == 2


def test_refused_form_keeps_what_was_typed(admin_client):
    form = {**filled(paste(admin_client, NLM)), "doi": "nonsense", "authors": "Changed by hand"}
    page = BeautifulSoup(admin_client.post(ADD, form).content, "html.parser")
    assert (filled(page)["authors"], filled(page)["doi"]) == ("Changed by hand", "nonsense")


def test_contributor_may_not_add(client):
    contributor = UserFactory()
    contributor.groups.add(Group.objects.get(name="Contributors"))
    client.force_login(contributor)
    assert client.get(PASTE).status_code == 302


def test_key_is_never_taken():
    ReferenceFactory(key="bell-2018")
    ReferenceFactory(key="bell-2018-2")
    assert suggested_key({"authors": "Bell RF.", "year": 2018}) == "bell-2018-3"


class TestLookup:
    """The network is asked only where the owner allows it."""

    def test_number_is_not_looked_up_unless_it_is_switched_on(self, admin_client, monkeypatch):
        monkeypatch.setattr(lookup, "_answer_of", lambda address: pytest.fail(address))
        paste(admin_client, "10.1000/x")

    @override_settings(REFERENCE_LOOKUP=True)
    def test_record_fills_the_form(self, admin_client, monkeypatch):
        answer = "PMID- 31082965\nTI  - A found title.\nAU  - Bell RF\nDP  - 2018\n"
        monkeypatch.setattr(lookup, "_answer_of", lambda address: answer)
        assert filled(paste(admin_client, "31082965"))["title"] == "A found title"

    @override_settings(REFERENCE_LOOKUP=True)
    def test_whole_citation_is_not_looked_up(self, admin_client, monkeypatch):
        monkeypatch.setattr(lookup, "_answer_of", lambda address: pytest.fail(address))
        paste(admin_client, NLM)

    @override_settings(REFERENCE_LOOKUP=True)
    def test_silence_leaves_what_was_pasted(self, admin_client, monkeypatch):
        monkeypatch.setattr(lookup, "_answer_of", lambda address: "<html>busy</html>")
        assert filled(paste(admin_client, "10.1000/x"))["doi"] == "10.1000/x"

    @override_settings(REFERENCE_LOOKUP=True)
    def test_two_hosts_only_are_asked(self, monkeypatch):
        asked = []
        monkeypatch.setattr(lookup, "_answer_of", lambda address: asked.append(address) or "@a{b, title={T}}")
        lookup.look_up(doi="10.1000/a?b&c")
        lookup.look_up(pmid="31082965")
        assert [address.split("/")[2] for address in asked] == ["api.crossref.org", "eutils.ncbi.nlm.nih.gov"]
        assert "?b" not in asked[0]
