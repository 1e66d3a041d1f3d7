"""Publishing clinical pages in the admin: the button, many at once, copies."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from tests.clinicsite.review.desk import form_of, person, said
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(home):
    """Ready for its readers but for a sign-off."""
    page = make_ready_article()
    page.save_revision(user=UserFactory())
    page.refresh_from_db()
    return page


def publish_in_editor(client, user, page, **fields):
    client.force_login(user)
    form = {**form_of(client, page), **fields, "action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


def test_publish_button_is_refused_without_a_sign_off(client, article):
    response = publish_in_editor(client, person("Editors"), article)
    article.refresh_from_db()
    assert not article.live
    assert "No medical reviewer has signed" in said(response)


def test_refused_publish_keeps_what_was_typed(client, article):
    publish_in_editor(client, person("Editors"), article, title="Typed before the refusal")
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().title == "Typed before the refusal"


def test_refusal_names_the_field_and_links_to_it(client, article):
    response = publish_in_editor(client, person("Editors"), article, author="")
    assert f"{reverse('wagtailadmin_pages:edit', args=[article.pk])}#:w:contentpath=author" in said(response)


def test_draft_is_saved_whatever_is_missing(client, article):
    user = person("Editors")
    client.force_login(user)
    form = {**form_of(client, article), "title": "Half a draft", "author": "", "summary": ""}
    client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().title == "Half a draft"


def test_new_article_cannot_be_published_in_one_go(client, home):
    index = ArticlePageFactory().get_parent()
    client.force_login(person("Editors"))
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").dict()
    body = streamfield([("text", rich_text("<p>Words.</p>"))])
    form |= nested_form_data({"title": "At once", "slug": "at-once", "summary": "S.", "body": body})
    form["action-publish"] = "1"
    client.post(address, form)
    page = index.get_children().get(slug="at-once")
    assert not page.live


@pytest.mark.parametrize(("role", "is_offered"), [("Editors", False), ("Compliance", True)])
def test_way_around_is_offered_to_whom_may_take_it(client, article, role, is_offered):
    response = publish_in_editor(client, person(role), article)
    assert (reverse("review_publish_unreviewed", args=[article.pk]) in said(response)) is is_offered


def test_minor_edit_is_offered_after_a_sign_off(client, article):
    sign_off(article)
    response = publish_in_editor(client, person("Editors"), article, title="Put right")
    assert reverse("review_minor_edit", args=[article.pk]) in said(response)


def test_bulk_publish_publishes_what_may_be_and_names_the_rest(client, article):
    other = make_ready_article(title="Ready and signed")
    sign_off(other)
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={article.pk}&id={other.pk}", {"include_descendants": ""})
    article.refresh_from_db()
    other.refresh_from_db()
    assert (article.live, other.live) == (False, True)
    assert article.get_latest_revision().object_str in said(response)


def test_bulk_publish_of_what_stands_below_is_asked_too(client, article):
    client.force_login(person("Editors"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={article.get_parent().pk}", {"include_descendants": "on"})
    article.refresh_from_db()
    assert not article.live


def test_copy_of_a_live_article_is_not_published_with_one_click(client, article):
    article.live = True
    article.body = story(("text", "<p>W.</p>"))
    article.save()
    client.force_login(person("Editors"))
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": article.get_parent().pk, "publish_copies": "on"}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)
    assert "medical review of its own" in said(response)
    assert not article.get_parent().get_children().filter(slug="copy").exists()


def test_signed_text_is_published_by_the_button(client, article):
    sign_off(article)
    publish_in_editor(client, person("Editors"), article)
    article.refresh_from_db()
    assert article.live
