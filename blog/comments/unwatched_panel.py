"""A warning on the admin's home page: comments are open, and an urgent one would call nobody in particular."""

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from blog.comments.alert_mail import Way, people_on_call, reach_of
from blog.comments.models import CommentsSettings, OnCallShift
from blog.comments.models.comments_settings import SiteMode

MAY_CHANGE_ROTA = "comments.add_oncallshift"
MAY_CHANGE_ADDRESS = "comments.change_commentssettings"


class UnwatchedPanel(Component):
    """Names the sites, whom an urgent comment reaches now, and where to mend it. Nothing where somebody is told."""

    name = "comments_unwatched"
    template_name = "wagtailadmin/comments/safety/unwatched_panel.html"
    order = 11

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        shifts = OnCallShift.objects.at(timezone.now())
        sites = unwatched_sites(people_on_call(shifts))
        return {
            "sites": sites,
            "reach": reach_of([], CommentsSettings()) if sites else None,
            "may_change_rota": user.has_perm(MAY_CHANGE_ROTA),
            "may_change_address": user.has_perm(MAY_CHANGE_ADDRESS),
        }


def unwatched_sites(people: list) -> list[Site]:
    """Sites whose comments are open while nobody on call can be reached and no address is set. Two queries."""
    rows = {row.site_id: row for row in CommentsSettings.objects.all()}
    unwatched = []
    for site in Site.objects.order_by("-is_default_site", "hostname"):
        settings = rows.get(site.pk) or CommentsSettings()
        is_open = settings.mode == SiteMode.OPEN and not (settings.closes_without_rota and not people)
        if is_open and not settings.alert_email and reach_of(people, settings).way != Way.ROTA:
            unwatched.append(site)
    return unwatched


def add_unwatched_panel(request, panels):
    """For people who can change the rota or the address."""
    if request.user.has_perm(MAY_CHANGE_ROTA) or request.user.has_perm(MAY_CHANGE_ADDRESS):
        panels.append(UnwatchedPanel())
