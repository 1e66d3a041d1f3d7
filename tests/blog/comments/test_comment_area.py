"""What the comment area offers beside the comments themselves: orders, folds, questions, votes, the desk."""

import datetime
import re

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from blog.comments.actions.highlights import pin_comment
from blog.comments.models import CommentsKind, CommentsMode, CommentsSettings, CommentStatus, ThreadOrder
from clinicsite.core.models import ClinicSettings
from clinicsite.review.models import ReviewSettings
from tests.blog.comments.markup import elements
from tests.blog.comments.test_comments_tags import approved, area, heading
from tests.factories.comments import CommentFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.users import UserFactory


def set_site(**values):
    row, _is_new = CommentsSettings.objects.get_or_create(site=Site.objects.get())
    CommentsSettings.objects.filter(pk=row.pk).update(**values)


def hrefs(response):
    return [attributes.get("href") for tag, attributes in elements(response) if tag == "a"]


def robots(response):
    return [attributes["content"] for tag, attributes in elements(response) if attributes.get("name") == "robots"]


@pytest.fixture
def findable(db):
    """Search engines may show articles that nobody has reviewed."""
    ReviewSettings.objects.update_or_create(site=Site.objects.get(), defaults={"hides_unreviewed": False})


def shown_texts(html):
    return re.findall(r'id="c\d+-by"><bdi>([^<]*)</bdi>', html)


# Orders


@pytest.fixture
def two(article):
    return [approved(article, author_name=name, helpful_count=count) for name, count in (("First", 0), ("Second", 4))]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["First", "Second"]),
        ("?order=oldest", ["First", "Second"]),
        ("?order=newest", ["Second", "First"]),
        ("?order=helpful", ["Second", "First"]),
        ("?order=nonsense", ["First", "Second"]),
        ("?order=", ["First", "Second"]),
    ],
)
def test_order_is_chosen_by_address(client, article, two, query, names):
    assert shown_texts(area(client, article, query)) == names


def test_order_of_the_settings_holds_where_the_address_names_none(client, article, two):
    set_site(order=ThreadOrder.NEWEST)
    assert shown_texts(area(client, article)) == ["Second", "First"]


def test_orders_are_plain_links(client, article, two):
    found = hrefs(client.get(article.url))
    assert "?order=newest#comments" in found
    assert "?order=helpful#comments" in found


def test_most_helpful_is_not_offered_without_votes(client, article, two):
    set_site(has_votes=False)
    assert "order=helpful" not in area(client, article)
    assert shown_texts(area(client, article, "?order=helpful")) == ["First", "Second"]


def test_single_thread_has_no_orders(client, article, published):
    assert "order=newest" not in area(client, article)


def test_other_order_stays_out_of_search_engines(client, findable, article, two):
    response = client.get(f"{article.url}?order=newest")
    assert robots(response) == ["noindex"]
    assert f'<link rel="canonical" href="{article.full_url}">' in response.content.decode()


@pytest.mark.parametrize("query", ["", "?order=oldest", "?order=nonsense"])
def test_own_order_stays_in_search_engines(client, findable, article, two, query):
    assert robots(client.get(article.url + query)) == []


def test_every_order_may_be_kept_by_shared_caches(client, article, two):
    assert "public" in client.get(f"{article.url}?order=newest")["Cache-Control"]


# Folds


def test_long_comment_folds_and_loses_nothing(client, article):
    approved(article, text="One sentence of this text. " * 60 + "The very end.", author_name="Ana")
    html = area(client, article)
    assert "The very end." in html[html.index("<details") : html.index("</details>")]
    assert 'Read the rest<span class="vh"> of the comment by Ana</span>' in html


def test_comment_of_usual_length_does_not_fold(client, article, published):
    assert "<details" not in area(client, article)


def test_long_thread_folds_with_the_number_of_its_replies(client, article, published):
    for _number in range(15):
        approved(article, parent=published)
    html = area(client, article)
    assert "Show 6 more replies" in html
    assert html.count("<details") == html.count("</details>") == 1
    assert html.count("<ol") == html.count("</ol>")


# Questions


@pytest.fixture
def asked(article):
    article.comments_kind = CommentsKind.QUESTIONS
    article.save()
    return article


def test_page_of_questions_counts_questions(client, asked):
    question = approved(asked)
    approved(asked, parent=question)
    assert heading(area(client, asked)) == "1 question"


def test_page_of_questions_invites_to_ask(client, asked):
    html = area(client, asked)
    assert heading(html) == "No questions yet"
    assert '<h3 id="write-heading">Ask a question</h3>' in html


def test_accepted_answer_is_marked(client, asked):
    question = approved(asked)
    approved(asked, parent=question, staff_author=UserFactory(), accepted_at=timezone.now())
    assert '<span class="tag">Accepted answer</span>' in area(client, asked)


def test_question_that_waits_for_an_answer_is_marked(client, asked):
    approved(asked)
    assert '<span class="tag">Not answered yet</span>' in area(client, asked)


def test_unanswered_questions_are_listed(client, asked):
    approved(asked, author_name="Open")
    approved(asked, parent=approved(asked, author_name="Done"), staff_author=UserFactory(), author_name="Clinician")
    assert shown_texts(area(client, asked, "?answers=unanswered")) == ["Open"]
    assert shown_texts(area(client, asked, "?answers=answered")) == ["Done", "Clinician"]


def test_empty_list_of_questions_says_so(client, asked):
    approved(asked)
    assert "No question has been answered yet." in area(client, asked, "?answers=answered")


def test_lists_of_questions_stay_out_of_search_engines(client, findable, asked):
    approved(asked)
    assert robots(client.get(f"{asked.url}?answers=answered")) == ["noindex"]


def test_discussion_knows_no_lists_of_questions(client, article, published):
    assert "answers=" not in area(client, article, "?answers=answered")
    assert published.text in area(client, article, "?answers=answered")


# Pinned


def test_pinned_answer_comes_first_with_a_way_to_its_place(client, article, published):
    answer = approved(article, parent=published, staff_author=UserFactory(), pinned_at=timezone.now())
    html = area(client, article)
    assert (
        html.index(f'id="pinned-{answer.pk}"') < html.index(f'id="c{published.pk}"') < html.index(f'id="c{answer.pk}"')
    )
    assert (
        f'<a href="/comments/{article.pk}/comment/{answer.pk}/" rel="nofollow">Read it in its conversation</a>' in html
    )


def test_pinning_is_seen_at_once(client, article, published, moderator):
    answer = approved(article, staff_author=UserFactory())
    before = area(client, article)
    pin_comment(comment=answer, moderator=moderator)
    assert "Pinned answer" not in before
    assert "Pinned answer" in area(client, article)


def test_no_id_stands_twice(client, article, published):
    approved(article, parent=published, staff_author=UserFactory(), pinned_at=timezone.now())
    ids = [attributes["id"] for _tag, attributes in elements(client.get(article.url)) if "id" in attributes]
    assert len(ids) == len(set(ids))


# Votes and reports


def test_every_comment_can_be_found_helpful_by_a_button_that_names_it(client, article, published):
    html = area(client, article)
    assert (
        f'<button type="submit" form="votes" formaction="/comments/{article.pk}/comment/{published.pk}/helpful/">'
        in html
    )
    assert 'Helpful<span class="vh">, the comment by Jon P.</span>' in html


def test_number_of_readers_stands_beside(client, article):
    approved(article, helpful_count=3)
    assert "Helpful (3)" in area(client, article)


def test_vote_leads_back_to_the_order_it_was_given_in(client, article, two):
    assert f"/comment/{two[0].pk}/helpful/?order=newest" in area(client, article, "?order=newest")


def test_site_without_votes_shows_none(client, article, published):
    set_site(has_votes=False)
    html = area(client, article)
    assert "Helpful" not in html
    assert 'id="votes"' not in html


def test_every_comment_can_be_reported(client, article, published):
    assert f'href="/comments/{article.pk}/comment/{published.pk}/report/"' in area(client, article)


# Why nobody can write


def closed_words(client, article):
    return re.search(r'<p class="state">.*?</p>', area(client, article), re.DOTALL)[0]


def test_page_that_opens_later_says_when(client, article):
    article.comments_open_at = timezone.now() + datetime.timedelta(days=9)
    article.save()
    day = timezone.localtime(article.comments_open_at)
    assert f"open on {day.day} {day:%B %Y}" in closed_words(client, article)


def test_page_that_closed_says_when(client, article):
    article.comments_close_at = timezone.now() - datetime.timedelta(days=2)
    article.save()
    day = timezone.localtime(article.comments_close_at)
    assert f"closed on {day.day} {day:%B %Y}. Earlier comments stay." in closed_words(client, article)


def test_page_that_is_too_old_says_so(client, article):
    set_site(closes_after_days=30)
    article.first_published_at = timezone.now() - datetime.timedelta(days=40)
    article.save()
    assert "because it has been up for a while" in closed_words(client, article)


def test_page_without_anybody_on_duty_says_so(client, article):
    set_site(closes_without_rota=True)
    assert "Nobody is on duty" in closed_words(client, article)


def test_closed_page_says_where_to_ask_instead(client, article):
    contact = StandardPageFactory(title="Contact")
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.contact_page = contact.page_ptr
    settings.save()
    article.comments_mode = CommentsMode.READ_ONLY
    article.save()
    assert f'<a href="{contact.url}">Ask the clinic a question instead</a>' in closed_words(client, article)


# Feeds


def feed_links(response):
    return [a["href"] for tag, a in elements(response) if tag == "link" and a.get("type") == "application/atom+xml"]


def test_article_leads_to_the_feed_of_its_comments(client, article):
    assert f"/comments/feed/{article.pk}/" in feed_links(client.get(article.url))


def test_page_that_hides_comments_leads_to_no_feed(client, article):
    article.comments_mode = CommentsMode.HIDDEN
    article.save()
    assert f"/comments/feed/{article.pk}/" not in feed_links(client.get(article.url))


def test_private_page_leads_to_no_feed(admin_client, article):
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert f"/comments/feed/{article.pk}/" not in feed_links(admin_client.get(article.url))


# A moderator on the public page


def test_moderator_has_a_way_to_remove_each_comment(moderator_client, article, published):
    assert f'href="/admin/comments/{published.pk}/"' in area(moderator_client, article)


def test_moderator_sees_what_waits_on_the_page_without_its_words(moderator_client, article, published):
    CommentFactory(page=article, author_name="Waiting W.", text="Secret words")
    html = area(moderator_client, article)
    assert "1 comment on this page waits for a moderator" in html
    assert "Waiting W." in html
    assert "Secret words" not in html


def test_moderator_may_pin_what_the_clinic_wrote_only(moderator_client, article, published):
    answer = approved(article, staff_author=UserFactory())
    found = [
        a["formaction"] for _tag, a in elements(moderator_client.get(article.url)) if a.get("form") == "highlights"
    ]
    assert found == [f"/admin/comment-highlights/{answer.pk}/"]


def test_moderators_page_is_kept_by_nobody(moderator_client, article, published):
    assert moderator_client.get(article.url)["Cache-Control"] == "private, no-store"


def test_readers_page_is_the_same_after_a_moderator_looked(client, article, published, moderator):
    before = client.get(article.url).content
    client.force_login(moderator)
    for_moderator = client.get(article.url).content
    client.logout()
    assert client.get(article.url).content == before
    assert b"/admin/" in for_moderator
    assert b"/admin/" not in before


def test_reader_who_is_signed_in_gets_no_buttons_of_moderators(client, article, published):
    client.force_login(UserFactory())
    assert "/admin/comment-highlights/" not in area(client, article)
    assert "/admin/comments/" not in area(client, article)


def test_made_up_session_cookie_gets_no_buttons_of_moderators(client, article, published):
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "made-up"
    assert "/admin/" not in area(client, article)


def test_waiting_text_has_no_public_address(client, article):
    waiting = CommentFactory(page=article, text="Hidden text", author_name="Hidden name")
    for address in (
        article.url,
        f"/comments/{article.pk}/comment/{waiting.pk}/",
        f"/comments/{article.pk}/thread/{waiting.pk}/",
        f"/comments/{article.pk}/reply/{waiting.pk}/",
        f"/comments/{article.pk}/comment/{waiting.pk}/report/",
        f"/comments/{article.pk}/comment/{waiting.pk}/report/sent/",
        f"/comments/feed/{article.pk}/",
        "/comments/feed/",
        "/search/?q=Hidden",
    ):
        assert b"Hidden t" not in client.get(address).content, address
        assert b"Hidden n" not in client.get(address).content, address


def test_status_of_the_comment_area_is_the_same_for_every_waiting_state(client, article):
    CommentFactory(page=article, status=CommentStatus.SPAM)
    assert heading(area(client, article)) == "No comments yet"


# Preview


@pytest.mark.parametrize(("mode", "can_write"), [("", True), ("comments-closed", False)])
def test_editors_preview_an_article_with_open_and_with_closed_comments(article, mode, can_write):
    assert article.preview_modes[0][0] == ""
    response = article.make_preview_request(preview_mode=mode)
    form = [attributes for tag, attributes in elements(response) if tag == "textarea"]
    assert bool(form) == can_write
    article.refresh_from_db()
    assert article.comments_mode == CommentsMode.INHERIT
