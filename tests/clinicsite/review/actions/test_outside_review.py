"""A reviewer without a login: invitation, link, answer."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from clinicsite.background.models import OutgoingMail
from clinicsite.review.actions.outside_review import (
    Answer,
    Words,
    find_link,
    forget_addresses,
    receive_answer,
    revoke_link,
)
from clinicsite.review.errors import (
    CredentialMissing,
    LinkClosed,
    LinkUnknown,
    NotAllowed,
    NothingSaid,
    NothingToReview,
    OpinionOnly,
)
from clinicsite.review.models import DraftLink, LinkState, MedicalReview
from tests.factories.people import TeamMemberPageFactory
from tests.factories.trust import article_with_draft, clinician, expire, link_to, saved, somebody

pytestmark = pytest.mark.django_db
COMMENTS = [Words("Please define this."), Words("Too long.", "abc", "First section")]


def approval(**values):
    return Answer(outcome="approved", credentials="MD", evidence_checked_on=timezone.localdate(), **values)


def request_for_changes():
    return Answer(comments=COMMENTS, outcome="changes_requested")


@pytest.mark.parametrize("role", ["Editors", "Compliance", "Administrators"])
def test_these_roles_invite(role):
    assert link_to(article_with_draft(), somebody(role))


@pytest.mark.parametrize(
    "role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk", "Clinicians"]
)
def test_these_roles_do_not(role):
    page = article_with_draft()
    with pytest.raises(NotAllowed):
        link_to(page, somebody(role))


def test_token_is_stored_nowhere():
    link, token = link_to(article_with_draft())
    row = DraftLink.objects.filter(pk=link.pk).values().get()
    assert token not in str(row)


def test_token_is_mailed_and_opens_the_link():
    link, token = link_to(article_with_draft())
    mail = OutgoingMail.objects.to("robin@example.org").get()
    assert f"/about-this-page/draft/{token}/" in mail.text
    assert find_link(token) == link


def test_subject_of_the_invitation_names_no_page_and_no_person():
    link_to(article_with_draft(title="A telling title"))
    subject = OutgoingMail.objects.get().subject
    assert "telling" not in subject
    assert "Robin" not in subject


def test_address_is_sealed():
    link, _token = link_to(article_with_draft())
    assert ("robin" in link.address_sealed, link.address) == (False, "robin@example.org")


def test_address_with_a_line_break_is_refused():
    page = article_with_draft()
    with pytest.raises(ValidationError):
        link_to(page, email="robin@example.org\nBcc: all@example.org")


def test_page_without_a_revision_cannot_be_reviewed(home):
    with pytest.raises(NothingToReview):
        link_to(home)


@pytest.mark.parametrize("token", ["", "guess", "a" * 43, "a" * 5000, "\x00", "ключ"])
def test_guessed_token_opens_nothing(token):
    link_to(article_with_draft())
    with pytest.raises(LinkUnknown):
        find_link(token)


def test_link_is_open_at_first():
    assert link_to(article_with_draft())[0].state == LinkState.OPEN


def test_link_is_superseded_once_somebody_changes_the_text():
    page = article_with_draft()
    _link, token = link_to(page)
    saved(page, "Newer words.")
    assert find_link(token).state == LinkState.SUPERSEDED


def test_link_is_superseded_by_a_revision_that_was_written_over():
    page = article_with_draft()
    _link, token = link_to(page)
    page.summary = "Written over."
    page.save_revision(overwrite_revision=page.get_latest_revision())
    assert find_link(token).state == LinkState.SUPERSEDED


def test_page_saved_again_with_the_same_words_stays_open_to_review():
    page = article_with_draft()
    _link, token = link_to(page)
    saved(page, page.get_latest_revision_as_object().summary)
    assert find_link(token).state == LinkState.OPEN


def test_expired_link():
    link, token = link_to(article_with_draft())
    expire(link)
    assert find_link(token).state == LinkState.EXPIRED


def test_revoked_link():
    link, token = link_to(article_with_draft())
    revoke_link(link=link, user=somebody("Editors"))
    assert find_link(token).state == LinkState.REVOKED


def test_revoking_takes_back_a_mail_that_has_not_gone_yet():
    link, _token = link_to(article_with_draft())
    revoke_link(link=link, user=somebody("Editors"))
    assert not OutgoingMail.objects.to("robin@example.org").exists()


def test_moderator_revokes_nothing():
    link, _token = link_to(article_with_draft())
    with pytest.raises(NotAllowed):
        revoke_link(link=link, user=somebody("Moderators"))


def test_comments_are_stored_with_their_section():
    link, _token = link_to(article_with_draft())
    receive_answer(link=link, answer=Answer(comments=COMMENTS))
    assert list(link.comments.values_list("section_title", "text")) == [
        ("", "Please define this."),
        ("First section", "Too long."),
    ]


def test_link_stays_open_after_comments_alone():
    link, token = link_to(article_with_draft())
    receive_answer(link=link, answer=Answer(comments=COMMENTS))
    assert find_link(token).state == LinkState.OPEN


def test_maker_is_told_without_a_name_in_the_subject():
    maker = somebody("Editors")
    link, _token = link_to(article_with_draft(), maker)
    receive_answer(link=link, answer=Answer(comments=COMMENTS))
    mail = OutgoingMail.objects.to(maker.email).get()
    assert mail.subject == "An outside reviewer has answered"
    assert "2 comments" in mail.text


def test_approval_of_a_team_member_signs_the_page():
    page, person = article_with_draft(), clinician()
    link, _token = link_to(page, person=person)
    receive_answer(link=link, answer=approval())
    review = MedicalReview.objects.get()
    assert (review.page_id, review.reviewer_page, review.outcome) == (page.pk, person, "approved")
    assert review.revision_id == page.latest_revision_id


def test_approval_after_the_same_words_were_saved_again_signs_the_latest_revision():
    page, person = article_with_draft(), clinician()
    _link, token = link_to(page, person=person)
    saved(page, page.get_latest_revision_as_object().summary)
    receive_answer(link=find_link(token), answer=approval())
    assert MedicalReview.objects.get().revision_id == page.latest_revision_id


def test_request_for_changes_by_a_team_member_is_recorded_with_the_comments():
    link, _token = link_to(article_with_draft(), person=clinician())
    receive_answer(link=link, answer=request_for_changes())
    assert MedicalReview.objects.get().note == "Please define this.\n\nFirst section: Too long."


def test_nobody_from_outside_the_team_approves_and_nothing_is_stored():
    link, token = link_to(article_with_draft())
    with pytest.raises(OpinionOnly):
        receive_answer(link=link, answer=approval(comments=COMMENTS))
    assert not find_link(token).comments.exists()


def test_request_for_changes_from_outside_the_team_is_no_review():
    link, _token = link_to(article_with_draft())
    assert receive_answer(link=link, answer=request_for_changes()).outcome == "changes_requested"
    assert not MedicalReview.objects.exists()


def test_link_of_somebody_whose_team_page_is_gone_approves_nothing():
    person = clinician()
    link, _token = link_to(article_with_draft(), person=person)
    person.delete()
    with pytest.raises(OpinionOnly):
        receive_answer(link=link, answer=approval())


def test_reviewer_without_a_credential_approves_nothing():
    person = TeamMemberPageFactory(review_email="doctor@example.org")
    link, _token = link_to(article_with_draft(), person=person)
    with pytest.raises(CredentialMissing):
        receive_answer(link=link, answer=approval())


def test_second_decision_is_refused():
    link, _token = link_to(article_with_draft())
    receive_answer(link=link, answer=request_for_changes())
    with pytest.raises(LinkClosed):
        receive_answer(link=link, answer=request_for_changes())


@pytest.mark.parametrize("end", [expire, lambda link: revoke_link(link=link, user=somebody("Editors"))])
def test_answer_by_an_ended_link_is_refused(end):
    link, _token = link_to(article_with_draft())
    end(link)
    with pytest.raises(LinkClosed):
        receive_answer(link=link, answer=approval())
    assert not MedicalReview.objects.exists()


def test_answer_to_an_older_text_is_refused():
    page = article_with_draft()
    link, _token = link_to(page, person=clinician())
    saved(page, "Newer words.")
    with pytest.raises(LinkClosed):
        receive_answer(link=link, answer=approval())


@pytest.mark.parametrize("outcome", ["", "changes_requested"])
def test_answer_without_a_word_is_refused(outcome):
    link, _token = link_to(article_with_draft())
    with pytest.raises(NothingSaid):
        receive_answer(link=link, answer=Answer(outcome=outcome))


def test_log_holds_no_name_and_no_comment():
    link, _token = link_to(article_with_draft())
    receive_answer(link=link, answer=Answer(comments=COMMENTS))
    data = str(list(PageLogEntry.objects.filter(action__startswith="review.").values_list("data", flat=True)))
    assert not [word for word in ("Robin", "robin@", "define") if word in data]


def test_address_is_erased_a_month_after_the_end():
    link, _token = link_to(article_with_draft())
    month = datetime.timedelta(days=31)
    DraftLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - month)
    assert forget_addresses() == 1
    link.refresh_from_db()
    assert link.address_sealed == ""


def test_address_of_an_open_link_is_kept():
    link_to(article_with_draft())
    assert forget_addresses() == 0
