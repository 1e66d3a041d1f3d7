import pytest
from wagtail.models import PageViewRestriction

from blog.comments.models import CommentReport, CommentsMode, CommentStatus, HelpfulVote
from blog.comments.views.responding import CLICKS
from tests.blog.comments.conftest import OURS
from tests.blog.comments.markup import elements, made_by_readers
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory

FOREIGN = [
    {},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    {"referer": "https://evil.example/http://testserver/"},
]


@pytest.fixture
def vote(client, article, published):
    """Presses the button beside a comment."""

    def vote(comment=published, headers=OURS, query="", address="10.0.0.1"):
        path = f"/comments/{article.pk}/comment/{comment.pk}/helpful/{query}"
        return client.post(path, headers=headers, REMOTE_ADDR=address, content_type="application/x-www-form-urlencoded")

    return vote


@pytest.fixture
def report(client, article, published):
    """Sends the form of a report."""

    def report(comment=published, headers=OURS, **fields):
        path = f"/comments/{article.pk}/comment/{comment.pk}/report/"
        return client.post(path, {"reason": "abuse", "note": "", **fields}, headers=headers)

    return report


@pytest.fixture
def form_address(article, published):
    return f"/comments/{article.pk}/comment/{published.pk}/report/"


def votes(comment):
    comment.refresh_from_db()
    return comment.helpful_count


# Votes


def test_vote_is_counted_and_acknowledged(client, published, vote):
    response = vote()
    assert response.status_code == 303
    html = client.get(response["Location"]).content.decode()
    assert 'role="status"' in html
    assert "Thank you. Your vote is counted." in html
    assert votes(published) == 1


def test_acknowledgement_leads_back_to_the_comment_in_its_order(client, article, published, vote):
    html = client.get(vote(query="?order=newest")["Location"]).content.decode()
    back = f"/comments/{article.pk}/comment/{published.pk}/?order=newest"
    assert f'href="{back}"' in html
    assert client.get(back)["Location"] == f"{article.url}?order=newest#c{published.pk}"


def test_second_click_changes_nothing_and_says_so(client, published, vote):
    vote()
    html = client.get(vote()["Location"]).content.decode()
    assert "It counts once." in html
    assert votes(published) == 1


def test_script_is_answered_where_the_reader_is(vote):
    answer = vote(headers={**OURS, "accept": "application/json"})
    assert answer.json() == {"message": "Thank you. Your vote is counted.", "count": 1}


def test_script_is_told_what_went_wrong(vote):
    answer = vote(headers={"origin": "https://evil.example", "accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["message"]


def test_another_address_counts_too(published, vote):
    vote()
    vote(address="10.0.0.2")
    assert votes(published) == 2


def test_vote_sets_no_cookie_and_stores_no_address(vote):
    assert not vote().cookies
    assert "10.0.0.1" not in HelpfulVote.objects.get().voter_digest


@pytest.mark.parametrize("headers", FOREIGN)
def test_vote_from_elsewhere_is_refused(published, vote, headers):
    assert vote(headers=headers).status_code == 403
    assert votes(published) == 0


def test_flood_of_clicks_has_to_wait(published, vote):
    answers = [vote() for _number in range(CLICKS + 1)]
    assert (answers[-2].status_code, answers[-1].status_code) == (303, 429)
    assert int(answers[-1]["Retry-After"]) > 0


def test_flood_slows_nobody_else(published, vote):
    for _number in range(CLICKS + 1):
        vote()
    assert vote(address="10.0.0.2").status_code == 303


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_is_not_found(article, vote, status):
    assert vote(CommentFactory(page=article, status=status)).status_code == 404


def test_comment_of_another_page_is_not_found(vote):
    assert vote(CommentFactory(page=ArticlePageFactory(), status=CommentStatus.APPROVED)).status_code == 404


def test_comment_of_a_private_page_is_not_found(article, published, vote):
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert vote().status_code == 404
    assert votes(published) == 0


def test_vote_cannot_be_given_by_following_a_link(client, article, published):
    assert client.get(f"/comments/{article.pk}/comment/{published.pk}/helpful/").status_code == 405


# Reports


def test_form_shows_the_comment_and_every_reason(client, form_address):
    response = client.get(form_address)
    radios = [
        a for tag, a in elements(response) if tag == "input" and a.get("type") == "radio" and a["name"] == "reason"
    ]
    assert len(radios) == 7
    assert b"First thought." in response.content
    assert b"Report the comment by <bdi>Jon P.</bdi>" in response.content


def test_form_is_kept_by_no_cache_and_no_search_engine(client, form_address):
    response = client.get(form_address)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_form_holds_no_token_and_sets_no_cookie(client, form_address):
    response = client.get(form_address)
    assert b"csrfmiddlewaretoken" not in response.content
    assert not response.cookies


def test_help_in_danger_stands_before_the_form(client, form_address):
    html = client.get(form_address).content.decode()
    assert html.index("comment-help") < html.index('class="form"')


def test_report_is_stored_and_acknowledged(client, published, report):
    response = report(note="It names a shop.")
    assert response.status_code == 303
    assert CommentReport.objects.get().note == "It names a shop."
    assert b"A moderator will look." in client.get(response["Location"]).content


def test_report_sent_twice_is_told_kindly(report):
    report()
    response = report()
    assert response.status_code == 200
    assert b"You have reported this comment today already. A moderator will look." in response.content
    assert CommentReport.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_report_needs_a_reason(report, reason):
    response = report(reason=reason, note="My words")
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in html
    assert html.count("Choose what is wrong with the comment") == 2
    assert "My words</textarea>" in html
    assert not CommentReport.objects.exists()


def test_words_have_a_limit(report):
    assert report(note="x" * 501).status_code == 422
    assert report(note="x" * 500).status_code == 303


def test_words_are_cleaned_like_a_comment(report):
    report(note="One\u200b\r\n\r\n\r\n\r\ntwo\x00")
    assert CommentReport.objects.get().note == "One\n\ntwo"


def test_words_of_a_report_are_shown_as_text(report):
    response = report(reason="", note="</textarea><script>alert(1)</script>")
    assert made_by_readers(response) == set()


@pytest.mark.parametrize("headers", FOREIGN)
def test_report_from_elsewhere_is_refused(report, headers):
    assert report(headers=headers).status_code == 403
    assert not CommentReport.objects.exists()


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_public_cannot_be_reported(article, report, status):
    assert report(CommentFactory(page=article, status=status)).status_code == 404


def test_page_that_hides_comments_takes_no_report(article, report):
    article.comments_mode = CommentsMode.HIDDEN
    article.save()
    assert report().status_code == 404


def test_words_that_are_no_text_are_refused_kindly(client, form_address):
    response = client.post(
        form_address, b"reason=abuse&note=%ff\xff", headers=OURS, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 400


def test_closed_page_can_still_be_reported_on(article, report):
    article.comments_mode = CommentsMode.READ_ONLY
    article.save()
    assert report().status_code == 303


def test_report_of_the_clinics_comment_names_the_person(client, article):
    account = UserFactory()
    TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD", user=account)
    comment = CommentFactory(page=article, status=CommentStatus.APPROVED, staff_author=account, author_name="P.")
    assert (
        b"<bdi>Priya Nair, PharmD</bdi>" in client.get(f"/comments/{article.pk}/comment/{comment.pk}/report/").content
    )
