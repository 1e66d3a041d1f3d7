"""The draft behind a reviewer's link, and every way in which a link can fail."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from clinicsite.review.actions.outside_review import revoke_link
from clinicsite.review.models import DraftLink, DraftLinkVisit, MedicalReview, OutsideComment
from tests.factories.review import make_ready_article
from tests.factories.trust import article_with_draft, clinician, expire, link_to, saved, somebody

pytestmark = pytest.mark.django_db
WORDS = "Please define this term."


@pytest.fixture
def article():
    return article_with_draft()


def address(token) -> str:
    return reverse("outside_review", args=[token])


def send(client, token, **values):
    return client.post(address(token), {"outcome": "", "general": WORDS, **values})


def approve(client, token, **values):
    day = timezone.localdate().isoformat()
    fields = {"outcome": "approved", "general": "", "credentials": "MD, a board", "confirmed": "on"}
    return send(client, token, **{**fields, "evidence_checked_on": day, **values})


def revoke(link):
    revoke_link(link=link, user=somebody("Editors"))


def supersede(link):
    saved(link.page.specific, "Newer words.")


def test_draft_is_shown_as_it_was_saved(client, article):
    html = client.get(address(link_to(article)[1])).content.decode()
    assert "Draft words." in html
    assert "Draft for medical review" in html


def test_draft_is_kept_by_nobody(client, article):
    response = client.get(address(link_to(article)[1]))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_draft_shows_no_comments_of_readers(client, article):
    assert "write-form" not in client.get(address(link_to(article)[1])).content.decode()


def test_draft_of_a_page_that_was_never_published_is_shown(client, article):
    article.unpublish()
    assert client.get(address(link_to(article)[1])).status_code == 200


def test_draft_is_not_at_the_public_address(client, article):
    link_to(article)
    assert "Draft words." not in client.get(article.url).content.decode()


def test_each_view_is_counted_with_its_time_alone(client, article):
    link, token = link_to(article)
    client.get(address(token), REMOTE_ADDR="203.0.113.9")
    client.get(address(token))
    assert link.visits.count() == 2
    assert {field.name for field in DraftLinkVisit._meta.fields} == {"id", "link", "seen_at"}


def test_head_request_is_no_view(client, article):
    link, token = link_to(article)
    client.head(address(token))
    assert not link.visits.exists()


def test_comments_arrive_with_their_section(client, article):
    _link, token = link_to(article)
    response = send(client, token, section_1="Too long.")
    assert response.status_code == 303
    assert dict(OutsideComment.objects.values_list("section_title", "text")) == {
        "": WORDS,
        "First section": "Too long.",
    }


def test_reviewer_reads_what_they_sent(client, article):
    _link, token = link_to(article)
    assert WORDS in client.get(send(client, token)["Location"]).content.decode()


def test_approval_signs_the_page_for_a_team_member(client, article):
    _link, token = link_to(article, person=clinician())
    assert approve(client, token).status_code == 303
    assert MedicalReview.objects.get().outcome == "approved"
    assert "You approved this version" in client.get(address(token)).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("credentials", "", "State what entitles you"),
        ("credentials", "x" * 301, "Shorten this to 300 characters"),
        ("evidence_checked_on", "", "Enter the day on which you checked the evidence"),
        ("evidence_checked_on", "soon", "Enter a date"),
        ("evidence_checked_on", "2999-01-01", "not one to come"),
        ("evidence_checked_on", "2001-01-01", "within the last year"),
        ("confirmed", "", "Confirm that you have read the whole page"),
        ("outcome", "invented", ""),
    ],
)
def test_approval_that_misses_something_is_refused_with_its_words(client, article, field, value, message):
    link, token = link_to(article, person=clinician())
    response = approve(client, token, **{"general": WORDS, field: value})
    html = response.content.decode()
    assert (response.status_code, message in html, WORDS in html) == (422, True, True)
    assert not MedicalReview.objects.exists()
    assert not link.comments.exists()


@pytest.mark.parametrize("outcome", ["", "changes_requested"])
def test_answer_without_a_word_is_refused(client, article, outcome):
    assert send(client, link_to(article)[1], outcome=outcome, general=" \x00").status_code == 422


def test_comment_of_ten_thousand_characters_is_refused_and_comes_back(client, article):
    response = send(client, link_to(article)[1], general="x" * 10_000)
    assert (response.status_code, "x" * 10_000 in response.content.decode()) == (422, True)


def test_markup_is_shown_as_typed(client, article):
    _link, token = link_to(article)
    html = client.get(send(client, token, general="<script>alert(1)</script>")["Location"]).content.decode()
    assert "<script>alert(1)" not in html


def test_reviewer_is_told_why_the_approval_does_not_count(client, article):
    editor = somebody("Editors")
    _link, token = link_to(article, editor, person=clinician())
    saved(article, "Draft words.", editor)
    response = approve(client, token, general=WORDS)
    html = response.content.decode()
    assert (response.status_code, "Ask the clinic for a link from somebody else" in html, WORDS in html) == (
        409,
        True,
        True,
    )


def test_person_from_outside_is_offered_no_approval(client, article):
    html = client.get(address(link_to(article)[1])).content.decode()
    assert "Approve this version" not in html
    assert "Ask for changes" in html


def test_approval_from_outside_the_team_is_refused_with_its_words(client, article):
    link, token = link_to(article)
    response = approve(client, token, general=WORDS)
    html = response.content.decode()
    assert (response.status_code, "team approve" in html, WORDS in html) == (422, True, True)
    assert not link.comments.exists()


# The workflow


@pytest.fixture
def submitted():
    """A draft that waits for a clinical reviewer."""
    writer = somebody("Contributors")
    page = make_ready_article(owner=writer)
    page.save_revision(user=writer)
    page.refresh_from_db()
    page.get_workflow().start(page, writer)
    page.refresh_from_db()
    return page


def test_approval_takes_the_workflow_to_its_end_and_publishes(client, submitted):
    assert approve(client, link_to(submitted, person=clinician())[1]).status_code == 303
    submitted.refresh_from_db()
    assert (submitted.live, submitted.workflow_in_progress) == (True, False)


def test_request_for_changes_sends_the_draft_back(client, submitted):
    send(client, link_to(submitted, person=clinician())[1], outcome="changes_requested")
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert WORDS in submitted.current_workflow_state.current_task_state.comment


@pytest.mark.parametrize("outcome", ["", "changes_requested"])
def test_opinion_from_outside_moves_no_workflow(client, submitted, outcome):
    send(client, link_to(submitted)[1], outcome=outcome)
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_comments_alone_move_no_workflow(client, submitted):
    send(client, link_to(submitted, person=clinician())[1])
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_approval_that_is_refused_moves_no_workflow(client, submitted):
    person = clinician()
    _link, token = link_to(submitted, person=person)
    person.credentials.update(number="")
    assert approve(client, token).status_code == 409
    submitted.refresh_from_db()
    assert (submitted.live, submitted.workflow_in_progress) == (False, True)


@pytest.mark.parametrize("token", ["guess", "A" * 43, "%00", "x" * 300])
def test_guessed_link_is_not_found(client, article, token):
    link_to(article)
    response = client.get(f"/about-this-page/draft/{token}/")
    assert (response.status_code, "This link does not work" in response.content.decode()) == (404, True)


def test_token_of_another_case_is_not_found(client, article):
    _link, token = link_to(article)
    assert client.get(address(token.swapcase())).status_code == 404


def test_guessing_is_slowed_down(client, article):
    cache.clear()
    statuses = [client.get(address(f"guess{number}")).status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]


def test_right_link_works_while_somebody_guesses(client, article):
    _link, token = link_to(article)
    for number in range(21):
        client.get(address(f"guess{number}"))
    assert client.get(address(token)).status_code == 200


@pytest.mark.parametrize(
    ("end", "heading", "sent"),
    [
        (expire, "This link has expired", 410),
        (revoke, "This link was withdrawn", 410),
        (supersede, "There is a newer version of this page", 409),
    ],
)
def test_ended_link_shows_no_draft_and_gives_typed_words_back(client, article, end, heading, sent):
    link, token = link_to(article)
    end(link)
    shown = client.get(address(token))
    assert (shown.status_code, heading in shown.content.decode()) == (410, True)
    assert "Draft words." not in shown.content.decode()
    answer = send(client, token, section_1="About the section.")
    html = answer.content.decode()
    assert (answer.status_code, WORDS in html, "About the section." in html) == (sent, True, True)
    assert not link.comments.exists()


def test_ended_link_is_kept_by_nobody(client, article):
    link, token = link_to(article)
    expire(link)
    response = client.get(address(token))
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")


def test_typed_words_come_back_from_a_forged_link(client, article):
    response = send(client, "forged")
    assert (response.status_code, WORDS in response.content.decode()) == (404, True)


def test_second_decision_is_refused_with_its_words(client, article):
    _link, token = link_to(article, person=clinician())
    approve(client, token)
    response = send(client, token, outcome="changes_requested")
    assert (response.status_code, WORDS in response.content.decode()) == (409, True)


def test_answered_link_shows_nothing_once_the_page_was_changed(client, article):
    link, token = link_to(article, person=clinician())
    approve(client, token)
    supersede(link)
    response = client.get(address(token))
    assert (response.status_code, "Newer words." in response.content.decode()) == (410, False)


def test_many_answers_within_a_minute_have_to_wait(client, article):
    cache.clear()
    _link, token = link_to(article)
    answers = [send(client, token, general=f"Comment {number}.") for number in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert "Comment 10." in answers[-1].content.decode()


def test_body_that_is_no_form_is_refused(client, article):
    _link, token = link_to(article)
    assert client.post(address(token), b"{}", content_type="application/json").status_code == 400


def test_link_of_a_deleted_page_is_gone_with_it(client, article):
    _link, token = link_to(article)
    article.delete()
    assert (client.get(address(token)).status_code, DraftLink.objects.count()) == (404, 0)
