"""Whether citations lead somewhere, without the network unless it is asked for."""

import io

import pytest
from django.core.management import CommandError, call_command

from clinicsite.library import link_check
from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story

pytestmark = pytest.mark.django_db


def lines(**options) -> list[str]:
    """What the command says where it finds faults."""
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_citation_links", stdout=out, **options)
    return out.getvalue().splitlines()


def article(html, **fields):
    return ArticlePageFactory(body=story(("text", f"<p>{html}</p>")), slug="an-article", **fields)


def test_good_library_passes(capsys):
    article(f"Words{citation(ReferenceFactory(doi='10.1000/x'))}")
    call_command("check_citation_links")
    assert capsys.readouterr().out == "Every citation leads somewhere.\n"


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_number_in_no_normal_form_is_named(field):
    Reference.objects.filter(pk=ReferenceFactory(key="bad").pk).update(**{field: "nonsense"})
    assert lines() == [f"bad: {field.upper()} 'nonsense' is in no normal form"]


def test_citation_of_nothing_is_named():
    article('<a linktype="citation" id="">Nobody</a>')
    assert "a citation names no reference" in lines()[0]


def test_citation_of_something_gone_is_named():
    reference = ReferenceFactory()
    article(f"Words{citation(reference)}")
    Reference.objects.all().delete()
    assert any("which is gone" in line for line in lines())


def test_retracted_source_is_named():
    article(f"Words{citation(ReferenceFactory(is_retracted=True))}")
    assert "which was retracted" in lines()[0]


def test_link_to_no_place_on_the_page_is_named():
    article('<a href="#nowhere">There</a>')
    assert "leads to #nowhere, which is not on the page" in lines()[0]


def test_draft_is_not_checked(capsys):
    article(f"Words{citation(ReferenceFactory(is_retracted=True))}", live=False)
    call_command("check_citation_links")


def test_network_is_asked_only_on_demand(monkeypatch, capsys):
    ReferenceFactory(doi="10.1000/x")
    monkeypatch.setattr(link_check, "answer_of", lambda address: pytest.fail(address))
    call_command("check_citation_links")


def test_every_address_is_asked_once():
    ReferenceFactory(doi="10.1000/x", pmid="1", url="https://example.org/page")
    asked = []
    assert list(link_check.faults_on_the_network(lambda address: asked.append(address) or "")) == []
    assert asked == ["https://doi.org/10.1000/x", "https://pubmed.ncbi.nlm.nih.gov/1/", "https://example.org/page"]


def test_dead_address_is_named():
    ReferenceFactory(doi="10.1000/x")
    ((_reference, fault),) = link_check.faults_on_the_network(lambda address: "answers 404")
    assert fault == "https://doi.org/10.1000/x answers 404"


def test_page_with_five_hundred_references_is_whole(client, django_assert_max_num_queries):
    references = ReferenceFactory.create_batch(500)
    sections = [("text", f"<p>Words{citation(reference)}.</p>") for reference in references]
    page = ArticlePageFactory(body=story(*sections))
    assert list(link_check.faults_of_pages()) == []
    client.get(page.url)
    with django_assert_max_num_queries(16):
        html = client.get(page.url).content.decode()
    assert ('href="#ref-500"' in html, 'id="ref-500"' in html, html.count('class="refs__source"')) == (True, True, 500)
