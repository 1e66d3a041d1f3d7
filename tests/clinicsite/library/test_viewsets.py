"""The library in the admin: its list, its forms and the chooser of the citation button."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.library.models import Reference
from tests.factories.library import GlossaryTermFactory, ReferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_library_reference:list")
CHOOSE = reverse("citation_chooser:choose")
RESULTS = reverse("citation_chooser:choose_results")


@pytest.fixture
def editor(client, home):
    """A client that is signed in as an editor."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def reference_form(**changes):
    return {"key": "sample", "kind": "trial", "authors": "Sample AB", "title": "A trial", "year": "2001", **changes}


def add(client, **changes):
    return client.post(reverse("wagtailsnippets_library_reference:add"), reference_form(**changes))


def cells(response) -> list[str]:
    """The words in the cells of a list."""
    return [cell.get_text(strip=True) for cell in BeautifulSoup(response.content, "html.parser").select("tbody td")]


def test_reference_is_added(editor):
    add(editor)
    assert Reference.objects.get().short_name == "Sample 2001"


def test_doi_is_kept_in_normal_form(editor):
    add(editor, doi="https://doi.org/10.1016/ABC")
    assert Reference.objects.get().doi == "10.1016/abc"


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_wrong_identifier_is_refused_beside_its_field(editor, field):
    response = add(editor, **{field: "nonsense"})
    assert list(response.context["form"].errors) == [field]
    assert not Reference.objects.exists()


def test_doi_of_another_reference_is_refused_beside_its_field(editor):
    ReferenceFactory(doi="10.1016/abc")
    assert list(add(editor, doi="doi:10.1016/ABC").context["form"].errors) == ["doi"]


def test_list_is_searched_by_author_and_year(editor):
    found = ReferenceFactory(authors="Sigtermans MJ", year=2009)
    ReferenceFactory(authors="Cohen SP", year=2018)
    response = editor.get(LIST, {"q": "sigtermans 2009"})
    assert list(response.context["page_obj"]) == [found]


def test_list_is_narrowed_to_retracted_references(editor):
    retracted = ReferenceFactory(is_retracted=True)
    ReferenceFactory()
    response = editor.get(LIST, {"is_retracted": "true"})
    assert list(response.context["page_obj"]) == [retracted]


def test_list_is_narrowed_to_a_kind_of_evidence(editor):
    review = ReferenceFactory(kind=Reference.Kind.SYSTEMATIC_REVIEW)
    ReferenceFactory(kind=Reference.Kind.TRIAL)
    response = editor.get(LIST, {"kind": "systematic-review"})
    assert list(response.context["page_obj"]) == [review]


def test_list_says_kind_of_evidence_in_words(editor):
    ReferenceFactory(kind=Reference.Kind.SYSTEMATIC_REVIEW)
    assert "Systematic review" in cells(editor.get(LIST))


def test_list_marks_a_retracted_reference(editor):
    ReferenceFactory(is_retracted=True)
    assert "Retracted" in cells(editor.get(LIST))


def test_list_marks_no_other_reference(editor):
    ReferenceFactory()
    assert "Retracted" not in cells(editor.get(LIST))


def test_reference_is_read_in_full(editor):
    reference = ReferenceFactory(doi="10.1016/abc")
    assert '<a href="https://doi.org/10.1016/abc"' in inspected(editor, reference)


def test_reference_read_in_full_leaves_out_what_nobody_knows(editor):
    assert "PubMed" not in inspected(editor, ReferenceFactory(pmid=""))


def test_hostile_address_stays_text(editor):
    assert "<script>" not in inspected(editor, ReferenceFactory(url='https://example.org/"><script>'))


def inspected(client, reference) -> str:
    """The list of facts about a reference."""
    response = client.get(reverse("wagtailsnippets_library_reference:inspect", args=[reference.pk]))
    return response.content.decode().split("<dl>")[1].split("</dl>")[0]


def test_glossary_is_searched_by_meaning(editor):
    found = GlossaryTermFactory(definition="Pain from light touch.")
    GlossaryTermFactory(definition="Something else.")
    response = editor.get(reverse("wagtailsnippets_library_glossaryterm:list"), {"q": "light touch"})
    assert list(response.context["page_obj"]) == [found]


def test_chooser_opens_with_the_whole_library(editor):
    ReferenceFactory(title="A trial of patience")
    html = json.loads(editor.get(CHOOSE).content)["html"]
    assert "Sigtermans 2009: A trial of patience" in html


def test_chooser_finds_by_author_and_year(editor):
    found = ReferenceFactory(authors="Sigtermans MJ", year=2009)
    ReferenceFactory(authors="Cohen SP", year=2018)
    response = editor.get(RESULTS, {"q": "sigtermans 2009"})
    assert list(response.context["results"]) == [found]


def test_chooser_marks_a_retracted_reference(editor):
    ReferenceFactory(is_retracted=True)
    assert "Retracted" in cells(editor.get(RESULTS))


def test_chooser_says_that_nothing_was_found(editor):
    ReferenceFactory()
    assert "xylophone" in editor.get(RESULTS, {"q": "xylophone"}).content.decode()


def test_chosen_reference_gives_its_short_name_to_the_text(editor):
    reference = ReferenceFactory()
    result = json.loads(editor.get(reverse("citation_chooser:chosen", args=[reference.pk])).content)["result"]
    assert (result["id"], result["title"]) == (str(reference.pk), "Sigtermans 2009")


def test_reference_that_is_gone_cannot_be_chosen(editor):
    assert editor.get(reverse("citation_chooser:chosen", args=[999])).status_code == 404


def test_chooser_is_closed_to_strangers(client, home):
    assert client.get(CHOOSE).status_code == 302
