"""Articles as an Atom feed."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from blog.articles.models import ArticlePage
from clinicsite.core.models import ClinicSettings

FEED_LENGTH = 30


class ArticleFeed(Feed):
    """The newest articles of the site: title, summary, author and dates."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "public, max-age=600"
        return response

    def get_object(self, request):
        return Site.find_for_request(request)

    def title(self, site):
        return _("%(clinic)s: articles") % {"clinic": ClinicSettings.for_site(site).name}

    def link(self, site):
        return site.root_url + "/"

    def items(self, site):
        return ArticlePage.objects.descendant_of(site.root_page).for_lists()[:FEED_LENGTH]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.summary

    def item_link(self, article):
        return article.full_url

    def item_author_name(self, article):
        return article.author.full_name if article.author else None

    def item_pubdate(self, article):
        return article.first_published_at

    def item_updateddate(self, article):
        return article.last_published_at
