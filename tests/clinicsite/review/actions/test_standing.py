"""How a live page stands: which sign-off covers it, and what ends one."""

import datetime
import gc

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from clinicsite.core.models import Disclaimer
from clinicsite.media.models import ClinicDocument, ClinicImage
from clinicsite.review.actions import refresh_standing
from clinicsite.review.actions.standing import draw_missing_standings
from clinicsite.review.models import ReviewStanding, ReviewState
from tests.factories.library import GlossaryTermFactory, ReferenceFactory
from tests.factories.pages import StandardPageFactory, story
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """Signed and published."""
    page = make_ready_article()
    sign_off(page)
    page.latest_revision.publish()
    page.refresh_from_db()
    return page


def state_of(page) -> str:
    row = ReviewStanding.objects.filter(page_id=page.pk).first()
    return row.state() if row else "none"


def test_signed_page_is_current(article):
    assert state_of(article) == ReviewState.CURRENT


def test_page_that_nobody_signed_was_never_reviewed():
    page = make_ready_article()
    page.save_revision().publish()
    assert state_of(page) == ReviewState.NEVER


def test_draft_stands_nowhere():
    assert state_of(make_ready_article()) == "none"


def test_one_edited_word_ends_the_sign_off(article):
    article.title = f"{article.title} indeed"
    article.save_revision().publish()
    assert state_of(article) == ReviewState.EDITED


def test_draft_of_another_text_leaves_the_sign_off_of_the_live_one(article):
    article.title = "Not published yet"
    article.save_revision()
    refresh_standing(article.pk)
    assert state_of(article) == ReviewState.CURRENT


def test_text_put_back_to_what_was_signed_is_covered_again(article):
    before, article.title = article.title, "Another"
    article.save_revision().publish()
    article.title = before
    article.save_revision().publish()
    assert state_of(article) == ReviewState.CURRENT


def test_page_published_again_without_a_change_keeps_its_sign_off(article):
    article.save_revision().publish()
    assert state_of(article) == ReviewState.CURRENT


def test_review_of_a_later_draft_says_nothing_of_an_unreviewed_live_text():
    page = make_ready_article()
    page.save_revision().publish()
    page.title = "A draft"
    page.save_revision(user=UserFactory())
    sign_off(page)
    assert state_of(page) == ReviewState.NEVER


def test_live_text_keeps_its_own_review_while_a_reviewed_draft_waits(article):
    first = ReviewStanding.objects.get(page=article).review
    article.title = "A draft"
    article.save_revision(user=UserFactory())
    sign_off(article)
    assert ReviewStanding.objects.get(page=article).review == first


def test_changed_shared_text_ends_the_sign_off_of_pages_that_show_it():
    disclaimer = Disclaimer.objects.create(name="off-label", title="Off-label", text="<p>Not approved for pain.</p>")
    page = make_ready_article()
    page.body = story(("disclaimer", {"disclaimer": disclaimer.pk}))
    page.save_revision(user=UserFactory())
    sign_off(page)
    page.latest_revision.publish()
    disclaimer.text = "<p>Approved for pain.</p>"
    disclaimer.save()
    assert state_of(page) == ReviewState.EDITED


# What a page shows from elsewhere


def signed_with(*sections):
    """A signed and published article of these sections."""
    page = make_ready_article()
    page.body = story(*sections)
    page.save_revision(user=UserFactory())
    sign_off(page)
    page.latest_revision.publish()
    assert state_of(page) == ReviewState.CURRENT
    return page


def disclaimer_citing(source) -> Disclaimer:
    text = f'<p>Not approved<a linktype="citation" id="{source.pk}">{source}</a>.</p>'
    return Disclaimer.objects.create(name="off-label", title="Off-label", text=text)


@pytest.fixture
def upload(tmp_path, settings):
    """Stores a picture of one color."""
    settings.MEDIA_ROOT = tmp_path
    yield lambda color: get_test_image_file(filename="room.png", colour=color, size=(40, 30))
    gc.collect()


def test_retracted_source_of_a_disclaimer_ends_the_sign_off_of_pages_that_show_it():
    source = ReferenceFactory()
    page = signed_with(("disclaimer", {"disclaimer": disclaimer_citing(source).pk}))
    source.is_retracted = True
    source.save()
    assert state_of(page) == ReviewState.EDITED


def test_source_of_a_disclaimer_saved_without_a_change_leaves_the_sign_off():
    source = ReferenceFactory()
    page = signed_with(("disclaimer", {"disclaimer": disclaimer_citing(source).pk}))
    source.save()
    assert state_of(page) == ReviewState.CURRENT


def test_retracted_source_of_another_disclaimer_leaves_the_sign_off():
    other = ReferenceFactory()
    Disclaimer.objects.create(name="other", title="Other", text=disclaimer_citing(other).text)
    plain = Disclaimer.objects.create(name="plain", title="Plain", text="<p>Ask first.</p>")
    page = signed_with(("disclaimer", {"disclaimer": plain.pk}))
    other.is_retracted = True
    other.save()
    assert state_of(page) == ReviewState.CURRENT


def test_deleted_disclaimer_ends_the_sign_off_of_pages_that_showed_it():
    disclaimer = disclaimer_citing(ReferenceFactory())
    page = signed_with(("disclaimer", {"disclaimer": disclaimer.pk}))
    disclaimer.delete()
    assert state_of(page) == ReviewState.EDITED


def test_replaced_file_of_a_picture_ends_the_sign_off(upload):
    picture = ClinicImage.objects.create(title="A room", file=upload("white"))
    page = signed_with(("figure", {"image": picture.pk, "alt_text": "A room"}))
    picture.file = upload("black")
    picture._set_image_file_metadata()
    picture.save()
    assert state_of(page) == ReviewState.EDITED


def test_replaced_file_ends_the_sign_off_where_wagtail_keeps_no_hash(upload):
    picture = ClinicImage.objects.create(title="A room", file=upload("white"))
    page = signed_with(("figure", {"image": picture.pk, "alt_text": "A room"}))
    picture.file = upload("black")
    picture.save()
    assert state_of(page) == ReviewState.EDITED


def test_hash_that_wagtail_keeps_later_leaves_the_sign_off(upload):
    picture = ClinicImage.objects.create(title="A room", file=upload("white"))
    page = signed_with(("figure", {"image": picture.pk, "alt_text": "A room"}))
    assert ClinicImage.objects.get(pk=picture.pk).get_file_hash()
    assert state_of(page) == ReviewState.CURRENT


def test_other_title_of_a_picture_leaves_the_sign_off(upload):
    picture = ClinicImage.objects.create(title="A room", file=upload("white"))
    page = signed_with(("figure", {"image": picture.pk, "alt_text": "A room"}))
    picture.title = "Room 3"
    picture.save()
    assert state_of(page) == ReviewState.CURRENT


def test_deleted_picture_ends_the_sign_off(upload):
    picture = ClinicImage.objects.create(title="A room", file=upload("white"))
    page = signed_with(("figure", {"image": picture.pk, "alt_text": "A room"}))
    picture.delete()
    assert state_of(page) == ReviewState.EDITED


def test_replaced_captions_of_a_video_end_the_sign_off(upload):
    captions = ClinicDocument.objects.create(title="Captions", file=ContentFile(b"WEBVTT", name="captions.vtt"))
    page = signed_with(("video", {"url": "https://vimeo.com/1", "title": "A visit", "captions": captions.pk}))
    captions.file = ContentFile(b"WEBVTT 2", name="captions.vtt")
    captions.save()
    assert state_of(page) == ReviewState.EDITED


def test_changed_word_of_the_glossary_that_opens_by_itself_leaves_the_sign_off():
    term = GlossaryTermFactory(term="Receptor", definition="A part of a cell.")
    page = signed_with(("text", "<p>A receptor takes up a signal.</p>"))
    term.definition = "Another part of a cell."
    term.save()
    assert state_of(page) == ReviewState.CURRENT


def test_changed_word_of_the_glossary_in_a_margin_note_ends_the_sign_off():
    term = GlossaryTermFactory(term="Receptor", definition="A part of a cell.")
    page = signed_with(("glossary", {"term": term.pk}))
    term.definition = "Another part of a cell."
    term.save()
    assert state_of(page) == ReviewState.EDITED


def test_unpublished_page_stands_nowhere(article):
    article.unpublish()
    assert state_of(article) == "none"


def test_page_that_is_not_clinical_stands_nowhere():
    page = StandardPageFactory()
    page.save_revision().publish()
    assert refresh_standing(page.pk) is None


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, ReviewState.OVERDUE), (0, ReviewState.DUE), (30, ReviewState.DUE), (31, ReviewState.CURRENT)],
)
def test_state_follows_the_day(days, state):
    today = datetime.date(2026, 3, 3)
    row = ReviewStanding(review_id=1, is_covered=True, next_due_on=today + datetime.timedelta(days=days))
    assert row.state(today) == state


def test_edited_weighs_more_than_overdue():
    row = ReviewStanding(review_id=1, is_covered=False, next_due_on=datetime.date(2020, 1, 1))
    assert row.state() == ReviewState.EDITED


@time_machine.travel("2026-03-03T20:00:00Z", tick=False)
def test_moment_of_loss_stays_through_further_edits(article):
    article.title = "One"
    article.save_revision().publish()
    with time_machine.travel("2026-03-05T20:00:00Z", tick=False):
        article.title = "Two"
        article.save_revision().publish()
    lost_at = ReviewStanding.objects.get(page=article).lost_at
    assert timezone.localdate(lost_at) == datetime.date(2026, 3, 3)


def test_queue_holds_what_needs_a_review(article):
    today = timezone.localdate()
    assert not ReviewStanding.objects.in_queue(today).exists()
    article.title = "Edited"
    article.save_revision().publish()
    assert ReviewStanding.objects.in_queue(today).get().page_id == article.pk


def test_page_that_was_live_before_anybody_asked_is_drawn_once():
    page = make_ready_article(live=True)
    assert [draw_missing_standings(), draw_missing_standings()] == [1, 0]
    assert state_of(page) == ReviewState.NEVER
