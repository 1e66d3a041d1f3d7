"""What readers and search engines are told about the review of an article."""

import datetime
import json
import re

import pytest
import time_machine
from django.utils import timezone

from clinicsite.library.models import Reference
from clinicsite.review.gate import publish_unreviewed
from clinicsite.review.models import ReviewSettings
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
MARCH = datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC)
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture
def article():
    """Signed and published on 3 March 2026."""
    with time_machine.travel(MARCH, tick=False):
        page = make_ready_article()
        page.reviewer.credentials.update(expires_on=None)
        sign_off(page)
        page.latest_revision.publish()
    page.refresh_from_db()
    return page


def edit(page):
    page.title = "One word more"
    page.save_revision(user=UserFactory()).publish()


def set_rules(page, **values):
    rules = ReviewSettings.for_site(page.get_site())
    for name, value in values.items():
        setattr(rules, name, value)
    rules.save()


def read(client, page, moment=MARCH) -> str:
    """The page as a reader gets it at a moment, blanks as a browser shows them."""
    with time_machine.travel(moment, tick=False):
        html = client.get(page.url).content.decode()
    return " ".join(re.sub(r"</?time[^>]*>", "", html).split())


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {node["@type"]: node for node in json.loads(found.group(1))["@graph"]} if found else {}


def test_byline_names_the_reviewer_with_a_credential(client, article):
    html = read(client, article)
    assert "Medically reviewed by" in html
    assert article.reviewer.full_name in html
    assert "Pain medicine, board certified, A board of examples" in html


def test_number_of_a_credential_is_nobodys_business(client, article):
    assert "EX-1" not in read(client, article)


def test_byline_says_when(client, article):
    html = read(client, article)
    assert "Medically reviewed on 3 March 2026" in html
    assert "Evidence checked</dt> <dd>3 March 2026" in html
    assert "Next review due</dt> <dd>3 March 2027" in html


def test_article_that_nobody_signed_says_so(client):
    page = make_ready_article()
    page.save_revision().publish()
    html = read(client, page)
    assert "Not yet medically reviewed" in html
    assert page.reviewer.full_name not in html


def test_article_edited_since_says_so(client, article):
    edit(article)
    html = read(client, article)
    assert "Reviewed on 3 March 2026, edited since" in html
    assert "Medically reviewed" not in html


def test_reviewer_of_an_edited_article_is_named_for_the_earlier_version(client, article):
    edit(article)
    html = read(client, article)
    assert "Reviewed an earlier version</span>" in html
    assert article.reviewer.full_name in html


def test_reviewer_of_an_edited_article_whose_page_is_gone_is_named_for_the_earlier_version(client, article):
    name = article.reviewer.full_name
    edit(article)
    article.reviewer.unpublish()
    html = read(client, article)
    assert f"An earlier version was reviewed by {name}, Pain medicine" in html
    assert "Medically reviewed" not in html


def test_text_put_back_to_what_was_signed_is_reviewed_again(client, article):
    title = article.title
    edit(article)
    article.title = title
    article.save_revision(user=UserFactory()).publish()
    html = read(client, article)
    assert "Medically reviewed by" in html
    assert "earlier version" not in html


def test_article_published_without_a_sign_off_says_so(client, article):
    article.title = "Urgent"
    revision = article.save_revision(user=UserFactory())
    publish_unreviewed(page=article, revision=revision, reason="A recall", user=SuperuserFactory())
    assert "edited since" in read(client, article)


def test_reviewer_whose_page_is_gone_is_still_named(client, article):
    name = article.reviewer.full_name
    article.reviewer.unpublish()
    assert f"Medically reviewed by {name}, Pain medicine" in read(client, article)


def test_preview_tells_what_readers_would_be_told_of_the_draft(rf, article):
    article.title = "A draft"
    article.save_revision()
    draft = article.get_latest_revision_as_object()
    response = draft.make_preview_request()
    assert "edited since" in " ".join(response.content.decode().split())


# Search engines


def test_article_is_hidden_until_its_first_review(client):
    page = make_ready_article()
    page.save_revision().publish()
    assert NOINDEX in read(client, page)


def test_setting_shows_it_all_the_same(client):
    page = make_ready_article()
    page.save_revision().publish()
    set_rules(page, hides_unreviewed=False)
    assert NOINDEX not in read(client, page)


def test_reviewed_article_is_not_hidden(client, article):
    assert NOINDEX not in read(client, article)


def test_edited_article_is_not_hidden(client, article):
    edit(article)
    assert NOINDEX not in read(client, article)


# Overdue

OVERDUE = MARCH + datetime.timedelta(days=366)


@pytest.mark.parametrize(
    ("policy", "has_banner", "is_hidden"),
    [("badge", False, False), ("banner", True, False), ("noindex", True, True)],
)
def test_overdue_article_follows_the_policy(client, article, policy, has_banner, is_hidden):
    set_rules(article, overdue_policy=policy)
    html = read(client, article, OVERDUE)
    assert "Review overdue" in html
    assert ("was due on 3 March 2027" in html, NOINDEX in html) == (has_banner, is_hidden)


def test_article_is_not_overdue_on_the_last_day(client, article):
    assert "overdue" not in read(client, article, OVERDUE - datetime.timedelta(days=1))


# Structured data


def test_structured_data_names_reviewer_and_day(client, article):
    page = data_of(read(client, article))["MedicalWebPage"]
    assert page["lastReviewed"] == "2026-03-03"
    assert page["reviewedBy"]["name"] == article.reviewer.full_name


def test_edit_ends_the_review_in_structured_data_and_changes_date_modified(client, article):
    before = data_of(read(client, article))
    with time_machine.travel(MARCH + datetime.timedelta(days=9), tick=False):
        edit(article)
    after = data_of(read(client, article))
    assert after["MedicalWebPage"].keys().isdisjoint({"lastReviewed", "reviewedBy"})
    assert after["Article"]["dateModified"] > before["Article"]["dateModified"]


def test_structured_data_of_an_article_that_nobody_signed_claims_no_review(client):
    page = make_ready_article()
    page.save_revision().publish()
    assert data_of(read(client, page))["MedicalWebPage"].keys().isdisjoint({"lastReviewed", "reviewedBy"})


def test_structured_data_lists_the_sources(client, article):
    (reference,) = article.references
    Reference.objects.filter(pk=reference.pk).update(doi="10.1000/x", pmid="123", kind="trial", year=2001)
    (source,) = data_of(read(client, article))["Article"]["citation"]
    assert source == {
        "@type": "ScholarlyArticle",
        "name": reference.title,
        "datePublished": "2001",
        "url": "https://doi.org/10.1000/x",
        "sameAs": ["https://pubmed.ncbi.nlm.nih.gov/123/"],
    }


def test_label_is_no_scholarly_article(client, article):
    Reference.objects.filter(pk=article.references[0].pk).update(kind="label")
    assert data_of(read(client, article))["Article"]["citation"][0]["@type"] == "CreativeWork"


def test_sample_article_has_no_structured_data(client):
    page = make_ready_article(is_sample=True)
    page.save_revision().publish()
    assert data_of(read(client, page)) == {}


def test_title_cannot_end_the_script(client):
    page = make_ready_article(title="</script><b>")
    page.save_revision().publish()
    assert data_of(read(client, page))["Article"]["headline"] == "</script><b>"


def test_day_of_the_review_is_the_clinics_own(client):
    with timezone.override("America/Los_Angeles"), time_machine.travel("2026-03-04T02:00:00Z", tick=False):
        page = make_ready_article()
        sign_off(page)
        page.latest_revision.publish()
        page.refresh_from_db()
        assert data_of(client.get(page.url).content.decode())["MedicalWebPage"]["lastReviewed"] == "2026-03-03"


def test_sitemap_leaves_out_what_is_hidden(client, article):
    page = make_ready_article()
    page.save_revision().publish()
    html = client.get("/sitemap.xml").content.decode()
    assert (article.url in html, page.url in html) == (True, False)
