import re

import pytest
from django.core.cache import cache
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from blog.comments.actions.decisions import approve_comment, remove_comment
from blog.comments.models import Commenter, CommentsMode, CommentStatus, RefusalReason
from clinicsite.core.models import ClinicSettings
from tests.blog.comments.markup import elements, made_by_readers
from tests.factories.comments import CommentFactory
from tests.factories.pages import ArticlePageFactory, StandardPageFactory
from tests.factories.people import TeamMemberPageFactory
from tests.factories.users import UserFactory


def approved(page, **values):
    return CommentFactory(page=page, status=CommentStatus.APPROVED, **values)


def in_mode(page, mode):
    page.comments_mode = mode
    page.save()


def area(client, page, query=""):
    """The comment area of a page as readers get it, or an empty string."""
    html = client.get(page.url + query).content.decode()
    found = re.search(r'<section class="section comments".*</section>', html, re.DOTALL)
    return found[0] if found else ""


def heading(html):
    return re.search(r"<h2[^>]*>([^<]*)</h2>", html)[1]


# What is shown


def test_heading_counts_published_comments(client, article):
    approved(article), approved(article)
    CommentFactory(page=article)
    assert heading(area(client, article)) == "2 comments"


def test_one_comment_is_counted_as_one(client, article, published):
    assert heading(area(client, article)) == "1 comment"


def test_page_without_comments_says_so_and_offers_the_form(client, article):
    html = area(client, article)
    assert heading(html) == "No comments yet"
    assert f'action="/comments/{article.pk}/"' in html


@pytest.mark.parametrize("status", [status for status in CommentStatus if status != CommentStatus.APPROVED])
def test_comment_that_is_not_approved_is_not_shown(client, article, status):
    CommentFactory(page=article, status=status, author_name="Hidden name", text="Hidden text")
    assert "Hidden" not in client.get(article.url).content.decode()


def test_address_of_the_writer_is_never_shown(client, article):
    commenter = Commenter.sealed("secret@example.org")
    commenter.save()
    approved(article, commenter=commenter)
    html = client.get(article.url).content.decode()
    assert "secret" not in html
    assert commenter.address_digest not in html


def test_comment_of_another_page_is_not_shown(client, article):
    approved(ArticlePageFactory(), text="Elsewhere.")
    assert "Elsewhere." not in area(client, article)


def test_page_that_hides_comments_shows_nothing_of_them(client, article, published):
    in_mode(article, CommentsMode.HIDDEN)
    assert area(client, article) == ""
    assert published.text not in client.get(article.url).content.decode()


def test_read_only_page_shows_comments_without_form_and_replies(client, article, published):
    in_mode(article, CommentsMode.READ_ONLY)
    html = area(client, article)
    assert published.text in html
    assert "Comments on this page are closed" in html
    assert "<textarea" not in html
    assert "/reply/" not in html


def test_open_page_has_a_link_to_reply_to_each_comment(client, article, published):
    assert f'href="/comments/{article.pk}/reply/{published.pk}/"' in area(client, article)


def test_link_to_reply_names_whom(client, article, published):
    assert re.search(r'Reply<span class="vh"> to Jon P\.</span>', area(client, article))


def test_form_asks_for_no_web_address_and_holds_no_token(client, article):
    names = [
        attributes.get("name") for tag, attributes in elements(client.get(article.url)) if tag in ("input", "textarea")
    ]
    assert {"comment", "name"} <= set(names)
    assert not {"url", "website", "csrfmiddlewaretoken"} & set(names)


def test_warning_and_policy_stand_in_the_form(client, article):
    policy = StandardPageFactory(title="Comment rules")
    settings = ClinicSettings.for_site(Site.objects.get())
    settings.comments_privacy_warning = "Leave out your record number."
    settings.comments_introduction = "Two nurses read each comment."
    settings.comments_policy_page = policy.page_ptr
    settings.save()
    html = area(client, article)
    form = html[html.index("<form") :]
    assert "Two nurses read each comment." in html
    assert form.index("Leave out your record number.") < form.index("<button")
    assert f'href="{policy.url}"' in form


def test_help_in_danger_stands_before_the_form(client, article):
    html = area(client, article)
    assert html.index("comment-help") < html.index("<form")


# How a comment looks


def test_name_stands_apart_from_the_direction_of_the_page(client, article, published):
    assert "<bdi>Jon P.</bdi>" in area(client, article)


def test_text_finds_its_own_direction(client, article, published):
    assert 'class="comment__body" dir="auto"' in area(client, article)


def test_empty_lines_make_paragraphs(client, article):
    approved(article, text="One.\n\nTwo.")
    assert "<p>One.</p><p>Two.</p>" in area(client, article)


def test_web_addresses_are_not_links(client, article):
    approved(article, text="See https://spam.example and www.spam.example")
    assert "spam.example" not in str([attributes for _tag, attributes in elements(client.get(article.url))])


def test_comment_has_an_address_and_a_heading(client, article, published):
    html = area(client, article)
    opening = f'<article class="comment" id="c{published.pk}" tabindex="-1" aria-labelledby="c{published.pk}-by">'
    assert opening in html
    assert f'<h3 class="comment__by" id="c{published.pk}-by">' in html
    assert f'<a href="/comments/{article.pk}/comment/{published.pk}/" rel="nofollow"><time datetime="' in html


def test_replies_stand_in_lists_of_their_own(client, article, published):
    reply = approved(article, parent=published, author_name="Ana")
    approved(article, parent=reply)
    html = area(client, article)
    assert 'aria-label="Replies to Jon P."' in html
    assert 'aria-label="Replies to Ana"' in html


def test_lists_are_never_deeper_than_three(client, article, published):
    last = published
    for _number in range(200):
        last = approved(article, parent=last)
    depth = deepest = 0
    for tag in re.findall(r"</?ol\b", area(client, article)):
        depth += -1 if tag.startswith("</") else 1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 3)


def test_staff_account_is_badged(client, article):
    approved(article, staff_author=UserFactory())
    assert '<span class="tag tag--clinic">Clinic</span>' in area(client, article)


def test_staff_comment_says_name_letters_and_role(client, article):
    account = UserFactory()
    TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD", role="Clinical pharmacist", user=account)
    approved(article, staff_author=account, author_name="Priya")
    html = area(client, article)
    assert "<bdi>Priya Nair, PharmD</bdi>" in html
    assert "<span>Clinical pharmacist</span>" in html


@pytest.mark.parametrize("name", ["Clinic team", "Clinic", "Priya Nair, PharmD", "Pinned answer", "Ana</bdi> Clinic"])
def test_name_alone_earns_no_badge(client, article, name):
    account = UserFactory()
    TeamMemberPageFactory(title="Priya Nair", honorific_suffix="PharmD", role="Clinical pharmacist", user=account)
    approved(article, author_name=name, pinned_at="2026-05-01T12:00:00Z", accepted_at="2026-05-01T12:00:00Z")
    html = area(client, article)
    for made in ("tag--clinic", "avatar--clinic", 'class="tag"', "<span>Clinical pharmacist</span>", "</bdi> Clinic"):
        assert made not in html


def test_tag_of_the_clinic_stands_outside_the_name(client, article):
    approved(article, staff_author=UserFactory(), author_name="Hannah")
    assert '<bdi>Hannah</bdi> <span class="tag tag--clinic">Clinic</span>' in area(client, article)


def test_author_of_the_article_is_badged(client, article):
    account = UserFactory()
    article.author = TeamMemberPageFactory(user=account)
    article.save()
    approved(article, staff_author=account)
    assert '<span class="tag tag--clinic">Author of this article</span>' in area(client, article)


def test_sample_is_marked(client, article):
    approved(article, is_sample=True)
    assert ">Sample</span>" in area(client, article)


def test_removed_comment_with_answers_leaves_a_line(client, article, published, moderator):
    approved(article, parent=published, text="An answer.")
    remove_comment(comment=published, moderator=moderator, reason=RefusalReason.ABUSE)
    html = area(client, article)
    assert "Removed by a moderator because it attacked somebody." in html
    assert "An answer." in html
    assert published.text not in html
    assert published.author_name not in html
    assert heading(html) == "1 comment"


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        '" onfocus="alert(1)" autofocus="',
        "</article></section><script>alert(1)</script>",
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        "<a title='" + "x" * 500,
        "<base href=//evil.example>",
        "{% debug %}{{ request }}",
    ],
)
def test_markup_of_readers_is_text(client, article, vector):
    name = vector[:60]
    first = approved(article, author_name=name, text=vector)
    second = approved(article, author_name=name, text=vector, parent=first)
    approved(article, author_name=name, text=vector, parent=approved(article, author_name=name, parent=second))
    response = client.get(article.url)
    assert response.status_code == 200
    assert made_by_readers(response) == set()
    assert "evil.example" not in str([attributes for tag, attributes in elements(response) if tag != "ol"])


# Pages of comments


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("blog.comments.threads.THREADS_ON_A_PAGE", 2)
    monkeypatch.setattr("blog.comments.threads.COMMENTS_ON_A_PAGE", 3)


def test_long_list_of_threads_is_divided(client, article, small_pages):
    for number in range(3):
        approved(article, text=f"Comment {number}.")
    assert "Comment 2." not in area(client, article)
    assert "Comment 2." in area(client, article, "?comments=2")


def test_pages_of_comments_are_linked(client, article, small_pages):
    for _number in range(3):
        approved(article)
    assert 'href="?comments=2#comments"' in area(client, article)


def test_heading_counts_the_comments_of_all_pages(client, article, small_pages):
    for _number in range(3):
        approved(article)
    assert heading(area(client, article, "?comments=2")) == "3 comments"


def test_long_thread_leads_on(client, article, small_pages, published):
    for _number in range(4):
        approved(article, parent=published)
    html = area(client, article)
    assert f'href="/comments/{article.pk}/thread/{published.pk}/">Read 2 more replies' in html


@pytest.mark.parametrize(
    "number", ["abc", "99999", "0", "-1", "", "1.5", "2", "%00", "9" * 40, "1_0", "%EF%BC%91", "1%27"]
)
def test_page_of_comments_that_is_none_is_not_found(client, article, published, number):
    assert client.get(f"{article.url}?comments={number}").status_code == 404


def test_page_beyond_none_is_not_found(client, article):
    assert client.get(f"{article.url}?comments=2").status_code == 404


# Cost and freshness


TAG = Template("{% load comments_tags %}{% comments page %}")


def render(page):
    request = RequestFactory().get(page.url)
    ClinicSettings.for_request(request)
    return TAG.render(Context({"request": request, "page": page}))


@pytest.mark.parametrize("count", [0, 100, 1000])
def test_area_costs_at_most_two_queries(article, count, django_assert_max_num_queries):
    staff = UserFactory.create_batch(3)
    first = None
    for number in range(count):
        first = approved(article) if number % 10 == 0 else approved(article, parent=first) and first
    for account in staff:
        TeamMemberPageFactory(user=account)
        approved(article, staff_author=account, pinned_at="2026-05-01T12:00:00Z")
    request = RequestFactory().get(article.url)
    ClinicSettings.for_request(request)
    # The author and the policy are asked for by the page's head.
    article.people, article.comments_policy  # noqa: B018
    with django_assert_max_num_queries(2):
        TAG.render(Context({"request": request, "page": article}))


def test_unchanged_area_costs_one_query(article, published, django_assert_num_queries):
    render(article)
    request = RequestFactory().get(article.url)
    ClinicSettings.for_request(request)
    with django_assert_num_queries(1):
        TAG.render(Context({"request": request, "page": article}))


def test_approval_is_seen_at_once(client, article, published, moderator):
    comment = CommentFactory(page=article, text="Second thought.")
    before = area(client, article)
    approve_comment(comment=comment, moderator=moderator)
    assert "Second thought." not in before
    assert "Second thought." in area(client, article)


def test_removal_is_seen_at_once(client, article, published, moderator):
    approved(article)
    before = area(client, article)
    remove_comment(comment=published, moderator=moderator, reason=RefusalReason.ABUSE)
    assert "First thought." in before
    assert "First thought." not in area(client, article)


def test_closing_is_seen_at_once(client, article, published):
    before = area(client, article)
    in_mode(article, CommentsMode.READ_ONLY)
    assert "/reply/" in before
    assert "/reply/" not in area(client, article)


def test_stored_comments_are_of_one_page(client, article, published):
    other = ArticlePageFactory()
    approved(other, text="Elsewhere.")
    area(client, other)
    assert "Elsewhere." not in area(client, article)


def test_area_survives_an_emptied_cache(client, article, published):
    area(client, article)
    cache.clear()
    assert "First thought." in area(client, article)


def test_article_with_comments_writes_nothing_and_sets_no_cookie(client, article, published):
    response = client.get(article.url)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


def test_unsaved_page_in_preview_has_an_empty_area(article):
    draft = ArticlePageFactory.build(parent=None)
    request = RequestFactory().get("/")
    html = TAG.render(Context({"request": request, "page": draft}))
    assert "No comments yet" in html


def test_private_page_shows_its_comments_to_nobody_else(client, article, published):
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert b"First thought." not in client.get(article.url, follow=True).content


def test_unpublished_page_takes_its_comments_along_and_brings_them_back(client, article, published):
    article.unpublish()
    gone = client.get(article.url)
    article.save_revision().publish()
    assert gone.status_code == 404
    assert "First thought." in area(client, article)
