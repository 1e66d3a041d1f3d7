"""Buttons of the page lists and of the editor that only articles and series have."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus.pages import PageMenuItem

from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.permissions import can_schedule


class DuplicateButton(PageMenuItem):
    """On an article."""

    label = _("Copy as the next draft")
    icon_name = "copy"
    url_name = "articles_duplicate"

    def is_shown(self, user):
        return self.page.specific_class is ArticlePage and self.page.permissions_for_user(user).can_copy()


class ScheduleButton(PageMenuItem):
    """On a series."""

    label = _("Schedule the parts")
    icon_name = "calendar-alt"
    url_name = "articles_schedule"

    def is_shown(self, user):
        return self.page.specific_class is SeriesPage and can_schedule(user, self.page.specific)
