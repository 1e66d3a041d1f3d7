"""What the dashboard says about people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from clinicsite.core.panels import CountSummaryItem, StartLink, pages_for
from clinicsite.people.models import TeamIndexPage, TeamMemberPage


class PeopleSummaryItem(CountSummaryItem):
    """How many members of the team readers can meet."""

    order = 110
    model = TeamMemberPage
    icon = "group"

    def words(self, count):
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}


def people_start_links(request) -> list[StartLink]:
    """A new member of the team."""
    team = pages_for(request.user, "add", TeamIndexPage).first()
    if team is None:
        return []
    url = reverse("wagtailadmin_pages:add", args=["people", "teammemberpage", team.pk])
    return [StartLink(label=_("New team member"), url=url, icon="user")]
