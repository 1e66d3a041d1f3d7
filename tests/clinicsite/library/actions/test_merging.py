"""Two references become one, wherever they are cited."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageLogEntry, ReferenceIndex

from clinicsite.core.models import Disclaimer
from clinicsite.library.actions import merge_references
from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.library.citations import moved
from clinicsite.library.errors import NotAllowed, NothingToMerge
from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return ReferenceFactory(authors="Kept AB.", doi="")


@pytest.fixture
def merged():
    return ReferenceFactory(authors="Merged CD.", doi="10.1000/merged")


def citing(*references) -> str:
    return story(("text", "<p>Words" + " ".join(citation(reference) for reference in references) + "</p>"))


def member_of(group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    return user


def merge(kept, merged, user):
    return merge_references(kept=kept, merged=merged, user=user)


def cited_by(page) -> list[int]:
    page = type(page).objects.get(pk=page.pk)
    return [reference.pk for reference in page.references]


def test_published_text_cites_the_kept_reference(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(merged))
    merge(kept, merged, superuser)
    assert cited_by(article) == [kept.pk]


def test_citation_shows_the_name_of_the_kept_reference(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(merged))
    merge(kept, merged, superuser)
    article.refresh_from_db()
    assert "Kept 2009" in article.body[0].value.source


def test_other_references_and_the_rest_of_the_text_stay(kept, merged, superuser):
    other = ReferenceFactory()
    article = ArticlePageFactory(body=citing(other, merged))
    merge(kept, merged, superuser)
    assert cited_by(article) == [other.pk, kept.pk]


def test_place_that_cited_both_cites_once(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(kept, merged))
    merge(kept, merged, superuser)
    article.refresh_from_db()
    assert article.body[0].value.source.count("<a ") == 1


def test_draft_cites_the_kept_reference(kept, merged, superuser):
    article = ArticlePageFactory()
    article.body = citing(merged)
    revision = article.save_revision()
    merge(kept, merged, superuser)
    revision.refresh_from_db()
    assert [reference.pk for reference in revision.as_object().references] == [kept.pk]


def test_scheduled_version_cites_the_kept_reference(kept, merged, superuser):
    article = ArticlePageFactory()
    article.body = citing(merged)
    revision = article.save_revision(approved_go_live_at=timezone.now() + datetime.timedelta(days=1))
    merge(kept, merged, superuser)
    revision.refresh_from_db()
    revision.publish()
    assert cited_by(article) == [kept.pk]


def test_earlier_version_cites_the_kept_reference(kept, merged, superuser):
    article = ArticlePageFactory()
    article.body = citing(merged)
    earlier = article.save_revision()
    article.body = citing(kept)
    article.save_revision()
    merge(kept, merged, superuser)
    earlier.refresh_from_db()
    assert [reference.pk for reference in earlier.as_object().references] == [kept.pk]


def test_shared_text_cites_the_kept_reference(kept, merged, superuser):
    shared = Disclaimer.objects.create(name="x", title="x", text=f"<p>{citation(merged)}</p>")
    merge(kept, merged, superuser)
    shared.refresh_from_db()
    assert f'id="{kept.pk}"' in shared.text


def test_citation_deep_inside_a_section_is_moved(kept, merged, superuser):
    points = {"points": [{"type": "item", "value": f"<p>{citation(merged)}</p>", "id": "a"}]}
    article = ArticlePageFactory(body=story(("takeaways", points)))
    merge(kept, merged, superuser)
    assert cited_by(article) == [kept.pk]


def test_page_may_be_published_afterwards(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(merged))
    merge(kept, merged, superuser)
    article.refresh_from_db()
    assert CitingStoryBlock().clean(article.body)


def test_list_of_uses_follows(kept, merged, superuser):
    ArticlePageFactory(body=citing(merged))
    merge(kept, merged, superuser)
    assert ReferenceIndex.get_references_to(kept).count() == 1


def test_merged_reference_is_gone(kept, merged, superuser):
    merge(kept, merged, superuser)
    assert list(Reference.objects.all()) == [kept]


def test_kept_reference_learns_what_only_the_other_knew(kept, merged, superuser):
    merge(kept, merged, superuser)
    kept.refresh_from_db()
    assert (kept.doi, kept.authors) == ("10.1000/merged", "Kept AB.")


def test_retraction_of_either_holds(kept, superuser):
    merge(kept, ReferenceFactory(is_retracted=True), superuser)
    kept.refresh_from_db()
    assert kept.is_retracted


def test_history_of_the_page_says_so(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(merged))
    merge(kept, merged, superuser)
    entry = PageLogEntry.objects.get(page=article, action="library.move_citations")
    assert "Merged 2009" in entry.message


def test_text_that_cites_neither_is_not_touched(kept, merged, superuser):
    article = ArticlePageFactory(body=citing(ReferenceFactory()))
    before = list(article.body.raw_data)
    result = merge(kept, merged, superuser)
    article.refresh_from_db()
    assert (result.changed, list(article.body.raw_data)) == ([], before)


def test_editor_may_merge(kept, merged):
    assert merge(kept, merged, member_of("Editors")).kept == kept


def test_contributor_may_not_merge(kept, merged):
    with pytest.raises(NotAllowed):
        merge(kept, merged, member_of("Contributors"))


def test_reference_is_not_merged_into_itself(kept, superuser):
    with pytest.raises(NothingToMerge):
        merge(kept, kept, superuser)


def test_merge_of_what_another_window_merged_changes_nothing(kept, merged, superuser):
    gone = Reference.objects.get(pk=merged.pk)
    merge(kept, merged, superuser)
    with pytest.raises(NothingToMerge):
        merge(kept, gone, superuser)


def test_fault_half_way_leaves_everything_as_it_was(kept, merged, superuser, monkeypatch):
    article = ArticlePageFactory(body=citing(merged))
    monkeypatch.setattr("clinicsite.library.actions.merging._absorb", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(kept, merged, superuser)
    assert cited_by(article) == [merged.pk]


def test_number_that_begins_alike_is_another_reference():
    text = '<a linktype="citation" id="12">A</a><a linktype="citation" id="1">B</a>'
    assert moved(text, 1, 7, "C") == '<a linktype="citation" id="12">A</a><a linktype="citation" id="7">C</a>'
