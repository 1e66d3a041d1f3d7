"""Readers' comments as Atom feeds: of the site, of a series, of one page."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from blog.comments.models import Comment, CommentsPolicyMixin, CommentsSettings, CommentStatus
from blog.comments.pages import public_page
from blog.comments.rows import SHOWN_FIELDS, badge_of, readable
from blog.comments.visibility import pages_showing_comments

FEED_LENGTH = 50
# Of the newest comments of the whole site so many are looked at; some may stand on pages that are hidden.
LOOKED_AT = 400
SHOWN_IN_FEEDS = (*SHOWN_FIELDS, "published_at", "page__title", "page__url_path")


@dataclass(frozen=True)
class Source:
    """What a feed is of: a site, or one page of it."""

    site: Site
    page: Page | None = None

    def showing(self):
        """The pages of the site whose comments everybody may read. One query for the settings."""
        settings = CommentsSettings.objects.filter(site=self.site).first() or CommentsSettings()
        return pages_showing_comments(settings).descendant_of(self.page or self.site.root_page, inclusive=True)

    def newest_shown(self) -> list[Comment]:
        """The newest on pages whose comments everybody may read.

        The newest comments of all sites are looked at first: where a feed covers most of a million comments, sorting
        its own would take seconds.
        """
        # Without the status, which would lead the database to an index of another order.
        order = Comment.objects.once_published().order_by("-published_at")
        recent = list(order.values_list("pk", "page_id", "status")[:LOOKED_AT])
        public = {pk: page_id for pk, page_id, status in recent if status == CommentStatus.APPROVED and page_id}
        shown = set(self.showing().filter(pk__in=set(public.values())).values_list("pk", flat=True))
        found = [pk for pk, page_id in public.items() if page_id in shown]
        if self.page and len(found) < FEED_LENGTH and len(recent) == LOOKED_AT:
            found = self.newest_on(list(self.showing().values_list("pk", flat=True)))
        return self.read(found[:FEED_LENGTH])

    def newest_on(self, page_ids: list[int]) -> list[int]:
        """The newest public comments of some pages. One query."""
        comments = Comment.objects.public().filter(page_id__in=page_ids).order_by("-published_at", "-pk")
        return list(comments.values_list("pk", flat=True)[:FEED_LENGTH])

    def read(self, ids: list[int]) -> list[Comment]:
        """Comments with their pages and badges, the newest first. One query."""
        comments = readable(Comment.objects.public().filter(pk__in=ids)).select_related("page").only(*SHOWN_IN_FEEDS)
        found = sorted(comments, key=lambda comment: (comment.published_at, comment.pk), reverse=True)
        for comment in found:
            comment.site = self.site
        return found


class CommentsFeed(Feed):
    """Public comments, the newest first: name, page, words and moment. Kept by shared caches for ten minutes."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=600"
        return response

    def link(self, source):
        return source.page.full_url if source.page else f"{source.site.root_url}/"

    def title(self, source):
        return _("Comments on “%s”") % source.page.title if source.page else _("Comments of readers")

    def item_title(self, comment):
        return _("%(name)s on “%(title)s”") % {"name": self.item_author_name(comment), "title": comment.page.title}

    def item_description(self, comment):
        return linebreaks(comment.text, autoescape=True)

    def item_link(self, comment):
        return comment.site.root_url + reverse("comment_find", args=[comment.page_id, comment.pk])

    def item_guid(self, comment):
        return f"tag:{comment.site.hostname},{comment.created_at:%Y-%m-%d}:comment/{comment.pk}"

    def item_author_name(self, comment):
        badge = badge_of(comment)
        return badge.name if badge else comment.author_name

    def item_pubdate(self, comment):
        return comment.published_at

    def item_updateddate(self, comment):
        return comment.published_at


class SiteCommentsFeed(CommentsFeed):
    """Of all pages."""

    def get_object(self, request):
        return Source(Site.find_for_request(request))

    def items(self, source):
        return source.newest_shown()


class SeriesCommentsFeed(CommentsFeed):
    """Of the pages below one that may say how their comments are run."""

    def get_object(self, request, page_id):
        page = Page.objects.live().filter(pk=page_id).specific().first()
        if not isinstance(page, CommentsPolicyMixin) or page.get_url_parts() is None or page.get_view_restrictions():
            raise Http404
        return Source(Site.find_for_request(request), page)

    def items(self, source):
        return source.newest_shown()


class PageCommentsFeed(CommentsFeed):
    """Of one page."""

    def get_object(self, request, page_id):
        page = public_page(request, page_id)
        # A reader of feeds carries no session: what is not for everybody is not here.
        if page is None or page.get_view_restrictions() or not page.shows_comments:
            raise Http404
        return Source(Site.find_for_request(request), page)

    def items(self, source):
        return source.read(source.newest_on([source.page.pk]))
