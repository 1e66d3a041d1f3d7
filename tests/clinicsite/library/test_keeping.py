"""Who may delete a reference, and when."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home):
    """A client that is signed in as an editor."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def body_citing(reference):
    return story(("text", f"<p>A sentence{citation(reference)}.</p>"))


def delete(client, reference):
    return client.post(reverse("wagtailsnippets_library_reference:delete", args=[reference.pk]))


def remains(reference) -> bool:
    return Reference.objects.filter(pk=reference.pk).exists()


def test_editor_deletes_a_reference_that_nothing_cites(editor):
    reference = ReferenceFactory()
    delete(editor, reference)
    assert not remains(reference)


def test_reference_that_a_page_cites_stays(editor):
    reference = ReferenceFactory()
    ArticlePageFactory(body=body_citing(reference))
    delete(editor, reference)
    assert remains(reference)


def test_reference_that_a_page_cites_stays_whoever_asks(admin_client, home):
    reference = ReferenceFactory()
    ArticlePageFactory(body=body_citing(reference))
    delete(admin_client, reference)
    assert remains(reference)


def test_reference_that_only_a_draft_cites_stays(editor):
    reference = ReferenceFactory()
    article = ArticlePageFactory()
    article.body = body_citing(reference)
    article.save_revision()
    delete(editor, reference)
    assert remains(reference)


def test_reference_that_a_draft_no_longer_cites_may_go(editor):
    reference = ReferenceFactory()
    article = ArticlePageFactory()
    article.body = body_citing(reference)
    article.save_revision()
    article.body = story(("text", "<p>A sentence.</p>"))
    article.save_revision()
    delete(editor, reference)
    assert not remains(reference)


def test_editor_is_shown_where_a_cited_reference_is_used(editor):
    reference = ReferenceFactory()
    ArticlePageFactory(body=body_citing(reference))
    assert delete(editor, reference).url == reverse("wagtailsnippets_library_reference:usage", args=[reference.pk])


def test_cited_reference_stays_when_many_are_deleted_at_once(editor):
    cited, other = ReferenceFactory(), ReferenceFactory()
    ArticlePageFactory(body=body_citing(cited))
    address = reverse("wagtail_bulk_action", args=["library", "reference", "delete"])
    editor.post(f"{address}?id={cited.pk}&id={other.pk}")
    assert remains(cited)


def test_many_unused_references_are_deleted_at_once(editor):
    references = [ReferenceFactory(), ReferenceFactory()]
    address = reverse("wagtail_bulk_action", args=["library", "reference", "delete"])
    editor.post(f"{address}?id={references[0].pk}&id={references[1].pk}")
    assert not any(remains(reference) for reference in references)
