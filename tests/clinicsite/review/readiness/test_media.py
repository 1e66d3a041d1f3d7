"""Pictures of people keep a page from being published once their consent does not hold."""

import datetime
import gc

import pytest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from clinicsite.media.models import ClinicImage
from clinicsite.review.readiness.media import media_problems
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.people import TeamMemberPageFactory

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


@pytest.fixture
def picture():
    def make(**fields):
        fields = {"shows_person": True, "consent_kind": "patient", "consent_reference": "File 1", **fields}
        return ClinicImage.objects.create(title="A nurse", file=get_test_image_file(size=(40, 30)), **fields)

    yield make
    gc.collect()


def problems_with(image) -> list[tuple]:
    page = ArticlePageFactory(body=story(("figure", {"image": image.pk, "alt_text": "A nurse"})))
    return [(problem.code, problem.is_blocking) for problem in media_problems(page)]


def test_lapsed_consent_blocks(picture):
    assert problems_with(picture(consent_expires_on=YESTERDAY)) == [("photo-consent-lapsed", True)]


def test_missing_consent_blocks(picture):
    assert problems_with(picture(consent_kind="")) == [("photo-consent-missing", True)]


@pytest.mark.parametrize(
    "fields", [{}, {"shows_person": False, "consent_kind": ""}, {"consent_expires_on": timezone.localdate()}]
)
def test_picture_that_may_be_shown_is_no_problem(picture, fields):
    assert problems_with(picture(**fields)) == []


def test_problem_leads_to_the_section(picture):
    page = ArticlePageFactory(body=story(("figure", {"image": picture(consent_kind="").pk, "alt_text": "A nurse"})))
    assert media_problems(page)[0].path == f"body.{page.body[0].id}.image"


def test_problem_names_picture_and_day(picture):
    page = TeamMemberPageFactory(photo=picture(consent_expires_on=datetime.date(2020, 3, 7)))
    (problem,) = media_problems(page)
    assert (problem.path, "“A nurse” ended on 7 March 2020" in problem.message) == ("photo", True)


def test_still_of_a_video_counts(picture):
    video = {
        "title": "A visit",
        "url": "https://vimeo.com/1",
        "transcript": "<p>x</p>",
        "still": picture(consent_kind="").pk,
    }
    assert len(media_problems(ArticlePageFactory(body=story(("video", video))))) == 1


def test_draft_in_memory_is_judged_as_it_stands(picture):
    page = ArticlePageFactory()
    page.body = story(("figure", {"image": picture(consent_kind="").pk, "alt_text": "A nurse"}))
    assert len(media_problems(page)) == 1
