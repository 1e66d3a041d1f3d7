import re

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Page

from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.reading import word_count
from blog.comments.models import Comment, CommentsSettings, CommentStatus, OnCallShift
from clinicsite.core.models import BasePage, ClinicSettings, Disclaimer, Navigation
from clinicsite.demo.logins import SAMPLE_ACCOUNTS
from clinicsite.library.models import GlossaryTerm, Reference
from clinicsite.media.models import ClinicImage
from clinicsite.review.models import MedicalReview
from clinicsite.users.models import User

DOSE = re.compile(r"\b\d+(?:\.\d+)?\s?(?:mg|milligrams?|mcg|micrograms?|mL|ml)\b")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample site, loaded once for this module and rolled back after it."""
    folder = tmp_path_factory.mktemp("sample")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        call_command("load_demo", verbosity=0)
        yield folder
        transaction.set_rollback(True)


def counts() -> dict[str, int]:
    models = [Page, Reference, GlossaryTerm, Disclaimer, ClinicImage, Comment, User, ClinicSettings, Navigation]
    return {model.__name__: model._default_manager.count() for model in models}


def test_a_second_load_makes_nothing_new(loaded):
    before = counts()
    call_command("load_demo", verbosity=0)
    assert counts() == before


def test_a_second_load_keeps_what_an_editor_changed(loaded):
    article = ArticlePage.objects.get(slug="risks-and-safeguards")
    article.title = "Changed by an editor"
    article.save_revision().publish()
    call_command("load_demo", verbosity=0)
    article.refresh_from_db()
    assert article.title == "Changed by an editor"


def test_the_series_has_six_published_parts_in_order(loaded):
    series = SeriesPage.objects.get().series
    assert [part.slug for part in series.published] == [
        "what-ketamine-does",
        "from-anesthetic-to-pain-clinic",
        "inside-the-pain-system",
        "what-the-trials-found",
        "risks-and-safeguards",
        "before-during-and-after",
    ]


def test_every_part_has_between_900_and_1600_words(loaded):
    lengths = {article.slug: word_count(article.body) for article in ArticlePage.objects.all()}
    assert {slug: length for slug, length in lengths.items() if not 900 <= length <= 1600} == {}


def test_every_part_names_an_author_and_another_person_as_reviewer(loaded):
    assert all(
        article.author_id and article.reviewer_id and article.author_id != article.reviewer_id
        for article in ArticlePage.objects.all()
    )


def test_every_part_could_be_published_as_it_stands(loaded):
    for article in ArticlePage.objects.all():
        article.full_clean()
        article.body.stream_block.clean(article.body)


def test_every_cited_reference_is_in_the_library(loaded):
    for article in ArticlePage.objects.all():
        assert len(article.references) == len(article.citations.numbers) > 0


def test_no_page_names_a_dose(loaded):
    texts = {article.slug: str(article.body.raw_data) for article in ArticlePage.objects.all()}
    assert {slug: DOSE.findall(text) for slug, text in texts.items() if DOSE.search(text)} == {}


def test_every_page_comment_and_picture_is_marked_as_sample(loaded):
    pages = [page.specific for page in Page.objects.filter(depth__gt=1)]
    assert [page.title for page in pages if not (isinstance(page, BasePage) and page.is_sample)] == []
    assert not Comment.objects.filter(is_sample=False).exists()
    assert not ClinicImage.objects.filter(is_sample=False).exists()


def test_sample_comments_stand_in_several_states(loaded):
    assert set(Comment.objects.values_list("status", flat=True)) >= {
        CommentStatus.PENDING,
        CommentStatus.APPROVED,
        CommentStatus.REJECTED,
    }


def test_every_decided_sample_comment_names_the_person_who_decided(loaded):
    decided = Comment.objects.exclude(status=CommentStatus.PENDING)
    assert decided.exists()
    assert all(comment.status_changes.filter(by__isnull=False).exists() for comment in decided)


def test_sample_accounts_open_only_with_the_password_kept_beside_the_database(loaded):
    password = (loaded / "sample-password").read_text()
    assert User.objects.count() == len(SAMPLE_ACCOUNTS)
    assert all(user.check_password(password) for user in User.objects.all())
    assert (loaded / "sample-password").stat().st_mode & 0o077 == 0


def test_pictures_are_stored_once(loaded):
    _folders, files = default_storage.listdir("original_images")
    assert sorted(files) == ["infusion-room.jpg", "notebook.jpg", "riverside.jpg"]


def test_somebody_is_on_call_and_an_address_is_set(loaded):
    now = timezone.now()
    assert [shift.is_second for shift in OnCallShift.objects.at(now)] == [False, True]
    assert CommentsSettings.objects.get().alert_email.endswith("@example.org")


def test_every_thread_of_the_question_page_begins_with_a_question_in_the_order_of_time(loaded):
    page = ArticlePage.objects.get(comments_kind="questions")
    roots = list(Comment.objects.filter(page_id=page.pk, depth=1, status="approved").order_by("path"))
    assert all("?" in root.text for root in roots)
    assert [root.created_at for root in roots] == sorted(root.created_at for root in roots)


def test_a_waiting_time_is_promised_in_one_place_only(loaded):
    clinic = ClinicSettings.objects.get()
    policy = clinic.comments_policy_page.specific
    words = f"{clinic.comments_introduction} {policy.body}"
    assert "working day" not in words
    assert "24 hours" not in words


def test_sample_sign_offs_name_rules_and_policy_and_count_as_samples(loaded):
    reviews = MedicalReview.objects.all()
    assert reviews
    assert all(review.is_sample and review.rules_version and review.policy_title for review in reviews)


def test_sample_sign_offs_count_for_no_real_page(loaded):
    page = ArticlePage.objects.filter(medical_reviews__isnull=False).first()
    assert MedicalReview.objects.approved_for(page).exists()
    page.is_sample = False
    assert not MedicalReview.objects.approved_for(page).exists()
