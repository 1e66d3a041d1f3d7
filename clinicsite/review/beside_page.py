"""Notes, outside reviews and readers' reports beside a page: in its editor, and behind the buttons of its header."""

from django.forms import Media
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.admin.widgets import Button

from clinicsite.review.models import ChangeNote, DraftLink, ErrorReport, OutsideComment
from clinicsite.review.permissions import can_handle_reports, can_make_links, can_write_notes

SHOWN = 5


def page_buttons(page, user, view_name, next_url=None):
    """The ways from a page to what stands beside it."""
    if page.is_root() or not page.pk:
        return
    if can_write_notes(user, page):
        url = reverse("page_notes", args=[page.pk])
        yield Button(_("Corrections and changes"), url=url, icon_name="history", priority=66)
    if can_make_links(user, page):
        url = reverse("outside_review_links", args=[page.pk])
        yield Button(_("Outside reviewers"), url=url, icon_name="mail", priority=67)


class BesidePagePanel(Panel):
    """What outside reviewers said, which reports are open and which notes were written, in the page's editor."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/review/beside_page.html"

        def is_shown(self):
            return bool(self.instance.pk and self.request) and super().is_shown()

        @property
        def media(self):
            return Media(css={"all": ["css/admin/trust.css"]})

        def get_context_data(self, parent_context=None):
            page, user = self.instance, self.request.user
            context = super().get_context_data(parent_context)
            context |= {"beside": page, "may_note": can_write_notes(user, page), "may_link": can_make_links(user, page)}
            if context["may_note"]:
                context["notes"] = ChangeNote.objects.for_page(page).without_earlier_text()[:SHOWN]
            if context["may_link"]:
                context["links"] = DraftLink.objects.for_page(page).for_list()[:SHOWN]
                comments = OutsideComment.objects.filter(link__page_id=page.pk).select_related("link")
                context["comments"] = comments.order_by("-made_at", "-pk")[:SHOWN]
            if can_handle_reports(user):
                context["reports"] = ErrorReport.objects.still_open().filter(page_id=page.pk)[:SHOWN]
            return context
