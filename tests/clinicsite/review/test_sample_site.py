"""What the checker says of the sample site's own pages."""

from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Page

from blog.articles.models import ArticlePage
from clinicsite.review.actions import check_page, rules_in_force
from clinicsite.review.actions.outside_review import find_link
from clinicsite.review.claims import BLOCK
from clinicsite.review.clinical_content import clinical_content
from clinicsite.review.gate import blocking_problems
from clinicsite.review.models import LinkState
from clinicsite.users.models import User
from tests.clinicsite.review.desk import fields_of, form_of
from tests.factories.trust import link_to

MOST_WARNINGS_A_PAGE = 2


def test_sample_pages_hold_no_claim_that_blocks_and_few_that_warn(sample_site):
    rules = rules_in_force()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        flagged = [finding for finding in check_page(page, rules=rules) if finding.is_flagged]
        assert [finding.words for finding in flagged if finding.severity == BLOCK] == []
        assert len(flagged) <= MOST_WARNINGS_A_PAGE, f"{page}: {flagged}"


def through_the_editor(page):
    """The body as the page editor sends it back when nobody has touched it."""
    block = page.body.stream_block
    sent = QueryDict(mutable=True)
    sent.update(fields_of(block, page.body, "body"))
    return block.to_python(block.get_prep_value(block.clean(block.value_from_datadict(sent, {}, "body"))))


def test_no_sample_article_is_changed_by_saving_it_without_a_change(sample_site):
    for page in ArticlePage.objects.all():
        before = clinical_content(page)
        page.body = through_the_editor(page)
        assert clinical_content(page) == before, page.title


def save(client, page, **changes) -> None:
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form_of(client, page), **changes})
    assert response.status_code == 302


def test_draft_saved_without_a_change_ends_no_link_and_one_with_a_change_does(sample_site, client):
    page = ArticlePage.objects.get(title="Inside the pain system: five ideas")
    owner = User.objects.get(username="owner")
    _link, token = link_to(page, owner)
    client.force_login(owner)
    before = page.latest_revision_id
    save(client, page)
    page.refresh_from_db()
    assert page.latest_revision_id != before
    assert find_link(token).state == LinkState.OPEN
    save(client, page, summary="Five ideas, newly told.")
    assert find_link(token).state == LinkState.SUPERSEDED


def test_every_live_sample_page_would_pass_the_gate(sample_site):
    pages = Page.objects.live().filter(depth__gt=1).specific()
    faults = {str(page): [problem.message for problem in blocking_problems(page)] for page in pages}
    assert {title: messages for title, messages in faults.items() if messages} == {}
