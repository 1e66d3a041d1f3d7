"""The list of everybody who works at the clinic."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from clinicsite.core.models import BasePage
from clinicsite.people.models.team_member_page import TeamMemberPage


class TeamIndexPage(BasePage):
    """Everybody in the order of the page tree, which editors change by dragging."""

    summary = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    parent_page_types = ["clinic.HomePage"]
    lists_children = True
    subpage_types = ["people.TeamMemberPage"]

    class Meta:
        verbose_name = _("team")

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "members": TeamMemberPage.objects.for_list(self),
        }
