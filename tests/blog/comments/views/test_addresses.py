import json
import time
from unittest.mock import patch

import pytest
from django.utils import timezone

from blog.comments.links import ALL, OWN, PROVE, STOP, all_path, prove_path, stop_path
from blog.comments.models import Comment, Commenter, CommentStatus, ErasureRecord
from blog.comments.notifications import comment_received
from blog.comments.views.addresses import REQUESTS
from clinicsite.background.models import OutgoingMail
from tests.factories.commenters import make_commenter
from tests.factories.comments import CommentFactory

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}


@pytest.fixture
def writer():
    return make_commenter("reader@example.org", is_proved=False)


@pytest.fixture
def mine(article, writer):
    return CommentFactory(page=article, commenter=writer, text="My own words.", status=CommentStatus.APPROVED)


def ask(client, address, headers=OURS):
    return client.post("/comments/yours/", {"email": address}, headers=headers)


def words_of(response):
    return response.content.decode()


# Proof


def test_opening_the_link_proves_nothing(client, writer):
    for method in (client.get, client.head):
        assert method(prove_path(writer)).status_code == 200
    writer.refresh_from_db()
    assert writer.proved_at is None


def test_button_proves_the_address(client, writer):
    response = client.post(prove_path(writer))
    assert response.status_code == 303
    writer.refresh_from_db()
    assert writer.proved_at
    assert "The address is yours" in words_of(client.get(response.url))


def test_proof_publishes_nothing(client, article, writer):
    CommentFactory(page=article, commenter=writer)
    client.post(prove_path(writer))
    assert not Comment.objects.public().exists()


def test_second_press_keeps_the_first_moment(client, writer):
    client.post(prove_path(writer))
    writer.refresh_from_db()
    first = writer.proved_at
    client.post(prove_path(writer))
    writer.refresh_from_db()
    assert writer.proved_at == first


def test_proof_is_refused_after_two_days(client, writer):
    path = prove_path(writer)
    with patch("django.core.signing.time.time", return_value=time.time() + 49 * 3600):
        response = client.post(path)
    assert response.status_code == 410
    assert "48 hours" in words_of(response) or "2 days" in words_of(response)
    writer.refresh_from_db()
    assert writer.proved_at is None


def test_link_of_an_erased_address_is_gone(client, writer):
    path = prove_path(writer)
    writer.delete()
    assert client.post(path).status_code == 410


# The link to everything


def test_link_is_mailed_to_the_stored_address(client, mine):
    ask(client, "READER@example.org")
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "reader@example.org"
    assert ALL.read(mail.text.split("/comments/yours/all/")[1].split("/")[0]) == mine.commenter_id


def test_answer_is_the_same_whether_the_address_is_known_or_not(client, mine):
    known, unknown = ask(client, "reader@example.org"), ask(client, "nobody@example.org")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert known.headers == unknown.headers
    assert OutgoingMail.objects.count() == 1


def test_mail_is_made_for_an_unknown_address_too(client, mine):
    """Otherwise the time an answer takes would tell who has written here."""
    with patch("blog.comments.actions.addresses.link_to_all") as made:
        ask(client, "nobody@example.org")
        ask(client, "reader@example.org")
    assert made.call_count == 2


def test_one_address_gets_three_links_an_hour_and_the_answer_stays_the_same(client, mine):
    answers = {(ask(client, "reader@example.org").status_code) for _number in range(6)}
    assert answers == {303}
    assert OutgoingMail.objects.count() == 3


def test_one_sender_is_slowed_down(client, db):
    answers = [ask(client, f"a{number}@example.org") for number in range(REQUESTS + 1)]
    assert [answer.status_code for answer in answers] == [303] * REQUESTS + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert f"a{REQUESTS}@example.org" in words_of(answers[-1])


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_other_sites_cannot_ask(client, mine, headers):
    assert ask(client, "reader@example.org", headers).status_code == 403
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "a@b@c",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nx",
        "a" * 300 + "@example.org",
        "\x00@x.org",
    ],
)
def test_what_is_no_address_is_refused(client, db, address):
    assert ask(client, address).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_pages_set_no_cookie_and_are_kept_by_no_cache(client, mine, writer):
    for path in ("/comments/yours/", all_path(writer), prove_path(writer), stop_path(writer)):
        response = client.get(path)
        assert not response.cookies
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_no_address_stands_in_any_web_address(client, mine):
    response = ask(client, "reader@example.org")
    assert "reader" not in response.url
    assert "reader" not in OutgoingMail.objects.get().text.split("http", 1)[1].split()[0]


def test_list_shows_every_comment_of_the_address_and_no_other(client, article, mine, writer):
    CommentFactory(page=article, commenter=writer, text="Waiting words.")
    CommentFactory(page=article, commenter=make_commenter("other@example.org"), text="Somebody else's.")
    page = words_of(client.get(all_path(writer)))
    assert "My own words." in page
    assert "Waiting words." in page
    assert "Somebody else" not in page


def test_links_of_the_list_open_their_comments(client, mine, writer):
    page = words_of(client.get(all_path(writer)))
    token = page.split('<a href="/comments/yours/')[1].split("/")[0]
    assert OWN.read(token) == mine.pk


def test_export_is_a_file_of_json(client, mine, writer):
    response = client.get(all_path(writer) + "export/")
    assert "attachment" in response.headers["Content-Disposition"]
    assert json.loads(response.content)["comments"][0]["text"] == "My own words."


def test_opening_the_question_erases_nothing(client, mine, writer):
    assert client.get(all_path(writer) + "erase/").status_code == 200
    mine.refresh_from_db()
    assert mine.text


def test_erasure(client, mine, writer):
    path = all_path(writer)
    response = client.post(path + "erase/")
    assert response.status_code == 303
    assert client.get(response.url).status_code == 200
    assert not Commenter.objects.exists()
    assert ErasureRecord.objects.get().cause == ErasureRecord.Cause.OWN_REQUEST
    for verb in ("", "export/", "erase/"):
        assert client.get(path + verb).status_code == 410


@pytest.mark.parametrize("verb", ["", "export/", "erase/"])
@pytest.mark.parametrize("purpose", [OWN, PROVE, STOP], ids=lambda purpose: purpose.name)
def test_link_for_another_purpose_opens_nothing(client, mine, writer, verb, purpose):
    path = f"/comments/yours/all/{purpose.sign(writer.pk)}/{verb}"
    assert client.get(path).status_code == 404
    assert client.post(path).status_code in (404, 405)
    assert Commenter.objects.exists()


def test_link_to_everything_ends_after_two_hours(client, mine, writer):
    path = all_path(writer)
    with patch("django.core.signing.time.time", return_value=time.time() + 7300):
        assert client.get(path).status_code == 410
        assert client.post(path + "erase/").status_code == 410
    assert Commenter.objects.exists()


# Silence


def test_opening_the_stop_link_stops_nothing(client, writer):
    assert client.get(stop_path(writer)).status_code == 200
    writer.refresh_from_db()
    assert writer.mail_stopped_at is None


def test_one_click_of_a_mail_program_stops_mail(client, writer):
    """RFC 8058: a POST with this body, without cookies, from nowhere."""
    response = client.post(stop_path(writer), {"List-Unsubscribe": "One-Click"}, headers={"origin": "null"})
    assert response.status_code == 200
    writer.refresh_from_db()
    assert writer.mail_stopped_at


def test_waiting_mail_goes_too(client, article):
    writer = make_commenter()
    comment_received(CommentFactory(page=article, commenter=writer))
    client.post(stop_path(writer))
    assert not OutgoingMail.objects.exists()


def test_mail_comes_again_on_request(client, writer):
    client.post(stop_path(writer))
    client.post(stop_path(writer), {"mail": "resume"})
    writer.refresh_from_db()
    assert writer.mail_stopped_at is None


def test_mail_is_stopped_and_resumed_from_the_list(client, writer):
    client.post(all_path(writer) + "mail/", {"mail": "stop"})
    writer.refresh_from_db()
    assert writer.mail_stopped_at
    client.post(all_path(writer) + "mail/", {"mail": "resume"})
    writer.refresh_from_db()
    assert writer.mail_stopped_at is None


def test_who_stopped_mail_can_still_ask_for_the_link(client, mine, writer):
    Commenter.objects.filter(pk=writer.pk).update(mail_stopped_at=timezone.now())
    ask(client, "reader@example.org")
    assert OutgoingMail.objects.get().purpose == "comment-yours"
