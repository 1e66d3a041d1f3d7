"""What the text of a clinical page lacks."""

import pytest

from clinicsite.review.actions import check_page
from clinicsite.review.readiness.content import content_problems
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, StandardPageFactory, story
from tests.factories.review import ClaimOverrideFactory, RegulatoryStatementFactory

pytestmark = pytest.mark.django_db
RISKS = {
    "title": "Side effects", "common": ["<p>Nausea</p>"], "serious": ["<p>Fainting</p>"], "long_term": [],
    "who_should_not": [], "get_help": ["<p>Chest pain</p>"],
}  # fmt: skip


def cited(text="Pain can last after tissue has healed."):
    return ("text", f"<p>{text} {citation(ReferenceFactory())}</p>")


def problems(*sections, **values):
    return content_problems(ArticlePageFactory(body=story(*sections), **values))


def codes(*sections, **values):
    return [problem.code for problem in problems(*sections, **values)]


def test_page_with_a_reference_and_no_treatment_is_ready():
    assert problems(cited()) == []


def test_page_without_a_reference_is_not():
    assert codes(("text", "<p>Pain can last.</p>")) == ["reference-missing"]


def test_page_without_sections_is_not():
    assert [problem.code for problem in content_problems(StandardPageFactory())] == ["reference-missing"]


def test_citation_that_leads_nowhere_names_its_section():
    page = ArticlePageFactory(body=story(cited(), ("text", '<p>So. <a linktype="citation" id="4711">Gone</a></p>')))
    (problem,) = content_problems(page)
    assert (problem.code, problem.path) == ("citation-broken", f"body.{page.body[1].id}")


def test_retracted_reference_names_its_section_and_itself():
    retracted = ReferenceFactory(is_retracted=True, authors="Doe JA", year=2001)
    page = ArticlePageFactory(body=story(cited(), ("text", f"<p>So. {citation(retracted)}</p>")))
    (problem,) = content_problems(page)
    assert (problem.code, problem.path) == ("reference-retracted", f"body.{page.body[1].id}")
    assert "Doe 2001" in problem.message


def test_retracted_reference_alone_is_no_reference():
    retracted = ReferenceFactory(is_retracted=True)
    assert codes(("text", f"<p>So. {citation(retracted)}</p>")) == ["reference-missing", "reference-retracted"]


def test_treatment_without_risks_is_not_ready():
    assert codes(cited("Lidocaine infusions may help.")) == ["risks-missing"]


def test_treatment_with_a_section_of_risks_is_ready():
    assert codes(cited("Lidocaine infusions may help."), ("risks", RISKS)) == []


def test_treatment_with_a_link_to_a_page_of_risks_is_ready():
    risks = ArticlePageFactory(body=story(("risks", RISKS)))
    link = ("text", f'<p>Read <a linktype="page" id="{risks.pk}">the risks</a>.</p>')
    assert codes(cited("Lidocaine infusions may help."), link) == []


def test_link_to_an_unpublished_page_of_risks_is_not_enough():
    risks = ArticlePageFactory(body=story(("risks", RISKS)), live=False)
    link = ("text", f'<p>Read <a linktype="page" id="{risks.pk}">the risks</a>.</p>')
    assert codes(cited("Lidocaine infusions may help."), link) == ["risks-missing"]


def test_link_to_a_page_without_risks_is_not_enough():
    link = ("text", f'<p>Read <a linktype="page" id="{ArticlePageFactory().pk}">more</a>.</p>')
    assert codes(cited("Lidocaine infusions may help."), link) == ["risks-missing"]


@pytest.mark.parametrize("name", ["common", "serious", "get_help"])
def test_risks_without_a_needed_list_are_not_ready(name):
    page = ArticlePageFactory(body=story(cited(), ("risks", {**RISKS, name: ["<p> </p>"]})))
    (problem,) = content_problems(page)
    assert (problem.code, problem.path) == ("risks-incomplete", f"body.{page.body[1].id}.{name}")


def test_off_label_use_without_a_valid_statement_is_not_ready():
    page = ArticlePageFactory(body=story(cited("Ketamine for pain."), ("risks", RISKS)))
    (problem,) = content_problems(page)
    assert (problem.code, problem.path) == ("statement-missing", f"body.{page.body[0].id}")


def test_off_label_use_with_a_valid_statement_is_ready():
    RegulatoryStatementFactory()
    assert codes(cited("Ketamine for pain."), ("risks", RISKS)) == []


def test_blocking_claim_names_its_words_and_its_section():
    page = ArticlePageFactory(body=story(cited(), ("text", "<p>It cures.</p>")))
    (problem,) = content_problems(page)
    assert (problem.code, problem.path) == ("claim-blocking", f"body.{page.body[1].id}")
    assert "cures" in problem.message


def test_blocking_claim_in_the_search_title_is_found():
    (problem,) = problems(cited(), seo_title="The cure for CRPS")
    assert problem.path == "seo_title"


def test_warning_is_open_until_somebody_lets_it_stand():
    page = ArticlePageFactory(body=story(cited(), ("text", "<p>It is a game changer.</p>")))
    (problem,) = content_problems(page)
    assert problem.code == "claim-open"
    (finding,) = check_page(page)
    ClaimOverrideFactory(page=page, rule=finding.rule, words=finding.words)
    assert content_problems(page) == []


def test_quotation_for_criticism_is_exempt():
    quote = {"text": "<p>It cures.</p>", "who": "An advertisement", "role": "", "for_criticism": True}
    assert codes(cited(), ("quote", quote)) == []


def test_same_quotation_without_the_tick_is_not():
    quote = {"text": "<p>It cures.</p>", "who": "An advertisement", "role": "", "for_criticism": False}
    assert codes(cited(), ("quote", quote)) == ["claim-blocking"]


def test_five_hundred_references_need_few_queries(django_assert_max_num_queries):
    references = [ReferenceFactory() for _number in range(500)]
    page = ArticlePageFactory(body=story(*[("text", f"<p>So. {citation(reference)}</p>") for reference in references]))
    content_problems(page)
    with django_assert_max_num_queries(10):
        content_problems(page)
