"""Links for outside reviewers in the admin."""

import pytest
from django.urls import reverse

from clinicsite.background.models import OutgoingMail
from clinicsite.review.actions.outside_review import Answer, Words, receive_answer
from clinicsite.review.models import DraftLink
from tests.factories.trust import article_with_draft, clinician, link_to, saved, somebody

pytestmark = pytest.mark.django_db
OTHERS = ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk"]


@pytest.fixture
def article():
    return article_with_draft()


@pytest.fixture
def editor_client(client):
    client.force_login(somebody("Editors"))
    return client


def address(article) -> str:
    return reverse("outside_review_links", args=[article.pk])


def invite(client, article, **values):
    return client.post(address(article), {"name": "Robin Outside", "email": "robin@example.org", "days": 14, **values})


def revoke(client, link):
    return client.post(reverse("draft_link_revoke", args=[link.pk]))


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("verb", [lambda client, article: client.get(address(article)), invite])
def test_screen_is_closed_to_others(client, article, role, verb):
    client.force_login(somebody(role))
    assert verb(client, article).status_code == 403
    assert not DraftLink.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_list_is_closed_to_others(client, role):
    client.force_login(somebody(role))
    assert client.get(reverse("draft_links")).status_code == 403


@pytest.mark.parametrize("role", OTHERS)
def test_others_revoke_nothing(client, article, role):
    link, _token = link_to(article)
    client.force_login(somebody(role))
    assert revoke(client, link).status_code == 403
    link.refresh_from_db()
    assert link.revoked_at is None


def test_invitation_is_mailed(editor_client, article):
    assert invite(editor_client, article).status_code == 302
    assert OutgoingMail.objects.to("robin@example.org").count() == 1


def test_team_member_is_invited_by_page(editor_client, article):
    person = clinician()
    assert invite(editor_client, article, name="", email="", reviewer_page=person.pk).status_code == 302
    assert DraftLink.objects.get().reviewer_page == person
    assert OutgoingMail.objects.to("doctor@example.org").count() == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "A team member gets the link at the address kept for them."),
        ({"email": ""}, "Choose a team member or enter a name, not both."),
    ],
)
def test_nothing_is_typed_for_a_team_member(editor_client, article, values, message):
    response = invite(editor_client, article, reviewer_page=clinician().pk, **values)
    assert (response.status_code, message in response.content.decode()) == (422, True)
    assert not DraftLink.objects.exists()


def moderator():
    return clinician(user=somebody("Moderators"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda article: clinician(review_email=""), "No address is kept for this person."),
        (lambda article: moderator(), "The account of this person may not sign off pages."),
        (lambda article: article.author, "nobody has a hand in signing off their own text"),
    ],
)
def test_team_member_who_could_not_sign_is_not_asked(editor_client, make, message):
    article = article_with_draft(author=clinician())
    response = invite(editor_client, article, name="", email="", reviewer_page=make(article).pk)
    assert (response.status_code, message in response.content.decode()) == (422, True)
    assert not DraftLink.objects.exists()


def test_last_editor_is_told_why_somebody_else_has_to_ask(client, article):
    editor = somebody("Editors")
    saved(article, "Mine.", editor)
    client.force_login(editor)
    response = invite(client, article, name="", email="", reviewer_page=clinician().pk)
    assert (response.status_code, "Let somebody else send the link" in response.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "values",
    [
        {"name": ""},
        {"email": ""},
        {"email": "robin@example.org\nBcc: x@example.org"},
        {"days": 0},
        {"days": 61},
        {"days": "many"},
        {"name": "x" * 300},
        {"message": "x" * 10_000},
        {"reviewer_page": 999_999},
        {"name": "", "email": ""},
    ],
)
def test_bad_input_is_refused_and_comes_back(editor_client, article, values):
    response = invite(editor_client, article, **{"message": "Please look at memory.", **values})
    assert response.status_code == 422
    assert response.context["form"].data["message"]
    assert not DraftLink.objects.exists()


def test_list_shows_comments_and_no_address(editor_client, article):
    link, token = link_to(article)
    receive_answer(link=link, answer=Answer(comments=[Words("Please define this.")]))
    html = editor_client.get(address(article)).content.decode()
    assert "Please define this." in html
    assert "robin@example.org" not in html
    assert token not in html


def test_comments_stand_in_the_editor_of_the_page(editor_client, article):
    link, _token = link_to(article)
    receive_answer(link=link, answer=Answer(comments=[Words("Please define this.")]))
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Please define this." in html


def test_link_is_revoked_from_the_list(editor_client, article):
    link, _token = link_to(article)
    assert reverse("draft_link_revoke", args=[link.pk]) in editor_client.get(reverse("draft_links")).content.decode()
    assert revoke(editor_client, link).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_link_is_not_revoked_by_opening_an_address(editor_client, article):
    link, _token = link_to(article)
    assert editor_client.get(reverse("draft_link_revoke", args=[link.pk])).status_code == 405


def test_number_of_links_costs_no_more_queries(editor_client, article, django_assert_max_num_queries):
    maker = somebody("Editors")
    for _number in range(6):
        link_to(article, maker)
    with django_assert_max_num_queries(30):
        editor_client.get(reverse("draft_links"))
