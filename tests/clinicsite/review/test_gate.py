"""The gate: what keeps a clinical page from its readers, by whichever way it is published."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry, Revision

from clinicsite.background.models import OutgoingMail
from clinicsite.background.publishing import publish_and_expire
from clinicsite.media.models import ClinicImage
from clinicsite.review.actions import declare_minor_edit
from clinicsite.review.errors import PublicationRefused
from clinicsite.review.gate import blocking_problems
from clinicsite.review.readiness import people_problems
from tests.factories.pages import ArticlePageFactory, StandardPageFactory, story
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.review import RegulatoryStatementFactory, make_ready_article, make_reviewer, sign_off
from tests.factories.users import SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 3, 20, tzinfo=datetime.UTC)


def person(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def codes(page) -> list[str]:
    return [problem.code for problem in blocking_problems(page)]


def draft_of(page):
    page.refresh_from_db()
    return page.latest_revision.as_object()


@pytest.fixture
def article():
    """Ready, and signed by nobody."""
    return make_ready_article()


@pytest.fixture
def signed(article):
    sign_off(article)
    article.refresh_from_db()
    return article


# What is missing


def test_signed_article_passes(signed):
    assert codes(draft_of(signed)) == []


def test_article_that_nobody_signed_is_stopped(article):
    assert codes(draft_of(article)) == ["review-missing"]


def test_article_edited_after_its_sign_off_is_stopped(signed):
    signed.title = "Another title"
    signed.save_revision(user=UserFactory())
    assert codes(draft_of(signed)) == ["review-lost"]


@pytest.mark.parametrize(("field", "code"), [("author", "author-missing"), ("reviewer", "reviewer-missing")])
def test_article_without_somebody_is_stopped(signed, field, code):
    setattr(signed, field, None)
    signed.save_revision()
    assert codes(draft_of(signed)) == [code]


def test_article_without_a_reference_is_stopped():
    page = make_ready_article(body=story(("text", "<p>Pain lasts.</p>")))
    sign_off(page)
    assert codes(draft_of(page)) == ["reference-missing"]


def test_reviewer_without_a_credential_stops_it(article):
    article.reviewer = TeamMemberPageFactory()
    assert [problem.code for problem in people_problems(article)] == ["credential-missing"]


def test_reviewer_whose_credential_has_expired_stops_it(article):
    article.reviewer.credentials.update(expires_on=datetime.date(2020, 1, 1))
    assert [problem.code for problem in people_problems(article)] == ["credential-expired"]


def test_reviewer_whose_page_is_gone_stops_it(article):
    article.reviewer.unpublish()
    assert [problem.code for problem in people_problems(article)] == ["reviewer-gone"]


def test_reviewer_who_is_the_author_stops_it(article):
    article.author = article.reviewer
    assert [problem.code for problem in people_problems(article)] == ["reviewer-is-author"]


@pytest.mark.parametrize("field", ["author", "reviewer"])
def test_problem_leads_to_its_field(article, field):
    setattr(article, field, None)
    assert [problem.path for problem in people_problems(article)] == [field]


@pytest.mark.parametrize(("role", "expected"), [("Editors", ["reviewer-may-not-sign"]), ("Clinical reviewers", [])])
def test_reviewer_with_an_account_must_be_one_who_may_sign(article, role, expected):
    article.reviewer.user.groups.set([Group.objects.get(name=role)])
    assert [problem.code for problem in people_problems(article)] == expected


def test_reviewer_whose_account_is_closed_stops_it(article):
    type(article.reviewer.user).objects.filter(pk=article.reviewer.user_id).update(is_active=False)
    article.refresh_from_db()
    assert [problem.code for problem in people_problems(article)] == ["reviewer-may-not-sign"]


def test_reviewer_without_an_account_may_be_named(article):
    article.reviewer = CredentialFactory(number="EX-2").person
    assert people_problems(article) == []


def test_account_that_lost_its_permission_after_the_sign_off_stops_the_publication(signed):
    signed.reviewer.user.groups.clear()
    with pytest.raises(PublicationRefused):
        signed.latest_revision.publish(user=SuperuserFactory())


# Pages that are not clinical


def test_page_that_is_not_clinical_needs_no_sign_off_no_people_and_no_reference():
    assert codes(StandardPageFactory(body=story(("text", "<p>Doors open at nine.</p>")))) == []


def test_blocking_claim_stops_any_page():
    page = StandardPageFactory(body=story(("text", "<p>Ketamine is a miracle cure.</p>")))
    assert set(codes(page)) == {"claim-blocking"}


def test_claim_that_only_warns_stops_no_page_but_a_clinical_one():
    assert "claim-open" not in codes(StandardPageFactory(body=story(("text", "<p>The best clinic there is.</p>"))))


def test_use_without_a_valid_statement_stops_any_page():
    page = StandardPageFactory(body=story(("text", "<p>We give ketamine for chronic pain.</p>")))
    assert "statement-missing" in codes(page)


def test_use_with_a_valid_statement_does_not():
    RegulatoryStatementFactory()
    page = StandardPageFactory(body=story(("text", "<p>We give ketamine for chronic pain.</p>")))
    assert "statement-missing" not in codes(page)


def test_unfinished_section_stops_any_page():
    assert codes(StandardPageFactory(body=story(("heading", {"text": ""})))) == ["incomplete"]


def test_picture_of_somebody_who_no_longer_agrees_stops_any_page():
    picture = ClinicImage.objects.create(title="A nurse", file=get_test_image_file(), shows_person=True)
    body = story(("figure", {"image": picture.pk, "alt_text": "A person by the river"}))
    assert "photo-consent-missing" in codes(StandardPageFactory(body=body))


# Who is asked, and who is not


def test_somebody_is_refused(article):
    with pytest.raises(PublicationRefused):
        article.get_latest_revision().publish(user=SuperuserFactory())


def test_refusal_leaves_the_draft(article):
    with pytest.raises(PublicationRefused):
        article.get_latest_revision().publish(user=SuperuserFactory())
    article.refresh_from_db()
    assert not article.live
    assert article.latest_revision


def test_code_that_names_nobody_is_not_asked():
    page = ArticlePageFactory(live=False)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_signed_article_is_published_by_somebody(signed):
    signed.latest_revision.publish(user=SuperuserFactory())
    signed.refresh_from_db()
    assert signed.live


def test_declared_minor_edit_passes(signed):
    signed.latest_revision.publish()
    signed.summary = "What the article says, in one sentence."
    revision = signed.save_revision(user=UserFactory())
    declare_minor_edit(page=signed, revision=revision, reason="Spelling", user=person("Editors"))
    assert codes(draft_of(signed)) == []


# By the clock


def schedule(page, moment):
    page.go_live_at = moment
    page.save_revision(user=(editor := UserFactory())).publish()
    return editor


def test_signed_page_is_published_when_it_is_due(signed):
    with time_machine.travel(NOON, tick=False):
        schedule(signed, NOON + datetime.timedelta(hours=1))
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        publish_and_expire()
    signed.refresh_from_db()
    assert signed.live


@pytest.fixture
def withheld(article):
    """Scheduled, with a sign-off that was lost before it was due. Returns the page and the account of its editor."""
    article.owner = UserFactory()
    article.save()
    with time_machine.travel(NOON, tick=False):
        editor = schedule(article, NOON + datetime.timedelta(hours=1))
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        publish_and_expire()
    article.refresh_from_db()
    return article, editor


def test_page_that_is_due_without_a_sign_off_is_not_published(withheld):
    page, _editor = withheld
    assert not page.live


def test_it_is_taken_off_the_schedule_so_that_nobody_is_told_every_minute(withheld):
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_its_editor_and_its_owner_are_told(withheld):
    page, editor = withheld
    recipients = {mail.recipient for mail in OutgoingMail.objects.filter(purpose="publication-withheld")}
    assert recipients == {editor.email, page.owner.email}


def test_mail_names_the_page_in_its_text_and_not_in_its_subject(withheld):
    page, _editor = withheld
    mail = OutgoingMail.objects.filter(purpose="publication-withheld").first()
    assert page.title in mail.text
    assert page.title not in mail.subject


def test_withholding_is_logged_with_its_reason(withheld):
    page, _editor = withheld
    entry = PageLogEntry.objects.get(page=page.pk, action="review.withhold")
    assert entry.data["codes"] == ["review-missing"]


def test_live_page_keeps_its_text_where_the_next_one_is_withheld(signed):
    signed.latest_revision.publish()
    signed.refresh_from_db()
    before = signed.title
    with time_machine.travel(NOON, tick=False):
        signed.title = "A text that nobody signed"
        schedule(signed, NOON + datetime.timedelta(hours=1))
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        publish_and_expire()
    signed.refresh_from_db()
    assert (signed.live, signed.title) == (True, before)


@pytest.mark.parametrize(
    "moment",
    [
        # The hour that New York leaves out in March 2026, and the one it has twice in November.
        datetime.datetime(2026, 3, 8, 7, 30, tzinfo=datetime.UTC),
        datetime.datetime(2026, 11, 1, 5, 30, tzinfo=datetime.UTC),
        datetime.datetime(2026, 11, 1, 6, 30, tzinfo=datetime.UTC),
    ],
)
def test_page_due_while_the_clocks_change_is_published_once(signed, moment):
    with timezone.override("America/New_York"):
        with time_machine.travel(moment - datetime.timedelta(days=1), tick=False):
            schedule(signed, moment)
        with time_machine.travel(moment - datetime.timedelta(minutes=1), tick=False):
            publish_and_expire()
        signed.refresh_from_db()
        assert not signed.live
        with time_machine.travel(moment + datetime.timedelta(minutes=1), tick=False):
            publish_and_expire()
    signed.refresh_from_db()
    assert signed.live
    assert PageLogEntry.objects.filter(page=signed.pk, action="wagtail.publish.scheduled").count() == 1


def test_reviewer_removed_after_the_sign_off_stops_the_next_publication(signed):
    signed.reviewer.unpublish()
    assert codes(draft_of(signed)) == ["reviewer-gone"]


def test_other_reviewer_may_be_named_after_the_sign_off(signed):
    signed.reviewer = make_reviewer().team_member_page
    signed.save_revision()
    assert codes(draft_of(signed)) == []
