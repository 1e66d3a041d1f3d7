"""Whose word a link carries: where it is mailed, who may send it, and whose approval counts."""

import pytest
from django.utils import timezone

from clinicsite.background.models import OutgoingMail
from clinicsite.review.actions.outside_review import Answer, Words, find_link, receive_answer
from clinicsite.review.errors import LinkOfWriter, ReviewerUnreachable, SignOffNotHeld
from clinicsite.review.models import DraftLink, MedicalReview
from tests.factories.pages import StandardPageFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.review import make_reviewer
from tests.factories.trust import article_with_draft, clinician, link_to, saved, somebody

pytestmark = pytest.mark.django_db
COMMENTS = [Words("Please define this.")]


def approval(**values):
    return Answer(outcome="approved", credentials="MD", evidence_checked_on=timezone.localdate(), **values)


def mailed_to() -> list[str]:
    return [mail.recipient for mail in OutgoingMail.objects.filter(purpose="draft-link")]


def test_team_member_gets_the_link_at_the_account_whatever_was_typed():
    user = make_reviewer(review_email="old@example.org")
    link_to(article_with_draft(), person=user.team_member_page, email="robin@example.org")
    assert mailed_to() == [user.email]


def test_team_member_without_an_account_gets_it_at_the_kept_address():
    link_to(article_with_draft(), person=clinician(), email="robin@example.org")
    assert mailed_to() == ["doctor@example.org"]


def closed_account():
    user = make_reviewer(review_email="old@example.org")
    user.is_active = False
    user.save()
    return user.team_member_page


def account_without_an_address():
    user = make_reviewer(review_email="old@example.org")
    user.email = ""
    user.save()
    return user.team_member_page


@pytest.mark.parametrize("person", [TeamMemberPageFactory, closed_account, account_without_an_address])
def test_team_member_without_an_address_is_not_asked(person, home):
    page, person = article_with_draft(), person()
    with pytest.raises(ReviewerUnreachable):
        link_to(page, person=person, email="robin@example.org")
    assert not DraftLink.objects.exists()


def test_team_member_whose_account_may_not_sign_is_not_asked():
    person = clinician(user=somebody("Moderators"))
    page = article_with_draft()
    with pytest.raises(SignOffNotHeld):
        link_to(page, person=person)


def test_account_that_lost_its_right_meanwhile_approves_nothing():
    user = make_reviewer()
    link, _token = link_to(article_with_draft(), person=user.team_member_page)
    user.groups.clear()
    with pytest.raises(SignOffNotHeld):
        receive_answer(link=link, answer=approval())
    assert not MedicalReview.objects.exists()


def test_account_that_may_sign_approves():
    link, _token = link_to(article_with_draft(), person=make_reviewer().team_member_page)
    receive_answer(link=link, answer=approval())
    assert MedicalReview.objects.get().is_approval


def test_link_to_an_address_that_is_another_one_by_now_approves_nothing():
    person = clinician()
    link, _token = link_to(article_with_draft(), person=person)
    person.review_email = "newer@example.org"
    person.save()
    with pytest.raises(ReviewerUnreachable):
        receive_answer(link=link, answer=approval())


def test_last_editor_asks_no_team_member():
    editor, person = somebody("Editors"), clinician()
    page = saved(article_with_draft(), "Mine.", editor)
    with pytest.raises(LinkOfWriter):
        link_to(page, editor, person=person)


def test_last_editor_asks_somebody_from_outside():
    editor = somebody("Editors")
    assert link_to(saved(article_with_draft(), "Mine.", editor), editor)


def test_last_editor_asks_a_team_member_about_a_page_that_nobody_signs():
    editor = somebody("Editors")
    assert link_to(saved(StandardPageFactory(), "Mine.", editor), editor, person=clinician())


def test_editor_who_saved_the_same_words_after_asking_is_the_last_one():
    editor, page = somebody("Editors"), article_with_draft()
    _link, token = link_to(page, editor, person=clinician())
    saved(page, page.get_latest_revision_as_object().summary, editor)
    with pytest.raises(LinkOfWriter):
        receive_answer(link=find_link(token), answer=approval())
    assert not MedicalReview.objects.exists()


def test_author_asks_no_team_member():
    editor = somebody("Editors")
    page = article_with_draft(author=TeamMemberPageFactory(user=editor))
    with pytest.raises(LinkOfWriter):
        link_to(page, editor, person=clinician())


def test_address_of_the_last_editors_account_is_not_written_to():
    editor = somebody("Editors", email="Doctor@example.org")
    page = saved(article_with_draft(), "Mine.", editor)
    with pytest.raises(LinkOfWriter):
        link_to(page, person=clinician())


def test_author_is_not_asked():
    person = clinician()
    page = article_with_draft(author=person)
    with pytest.raises(LinkOfWriter):
        link_to(page, person=person)


def test_whoever_became_the_author_meanwhile_approves_nothing_and_nothing_is_stored():
    page, person = article_with_draft(), clinician()
    _link, token = link_to(page, person=person)
    draft = page.get_latest_revision_as_object()
    draft.author = person
    draft.save_revision()
    with pytest.raises(LinkOfWriter):
        receive_answer(link=find_link(token), answer=approval(comments=COMMENTS))
    assert not find_link(token).comments.exists()
