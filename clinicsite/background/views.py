"""Background work on a page of the admin's reports."""

from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from clinicsite.background.standing import is_runner_silent, job_standings, last_run, mail_standing

PERMISSION = "background.see_background_work"


def may_see(user) -> bool:
    """True for active accounts that may see the page."""
    return user.is_active and user.has_perm(PERMISSION)


@require_safe
def background_work(request):
    """Each job's last run and fault, the mail that waits, and a red line when nothing runs."""
    allowed = may_see(request.user)
    context = {"page_title": _("Background work"), "header_icon": "history", "is_allowed": allowed}
    if allowed:
        context |= {
            "is_silent": is_runner_silent(),
            "last_run": last_run(),
            "jobs": job_standings(),
            "mail": mail_standing(),
        }
    return TemplateResponse(request, "wagtailadmin/background/index.html", context, status=200 if allowed else 403)


class BackgroundMenuItem(MenuItem):
    """Shown to those who may see the page."""

    def is_shown(self, request):
        return may_see(request.user)


def background_menu_item() -> BackgroundMenuItem:
    """The place among the reports."""
    address = reverse("background_work")
    return BackgroundMenuItem(_("Background work"), address, name="background-work", icon_name="history", order=900)


def background_addresses() -> list:
    """The address in the admin."""
    return [path("reports/background/", background_work, name="background_work")]
