from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from clinicsite.editing.panels import BrokenLinksPanel, HeartbeatPanel, PageGapsPanel
from clinicsite.editing.reports import report_addresses, report_menu_items
from clinicsite.editing.side_panels import offer_side_panels
from clinicsite.editing.views.agenda import CalendarMenuItem, CalendarView
from clinicsite.editing.views.redirects import CreateRedirectView, EditRedirectView, process_import

EDITOR_SCRIPTS = ("saving", "search_preview")

hooks.register("register_page_side_panels", offer_side_panels)


@hooks.register("insert_editor_js")
def add_editor_scripts():
    scripts = ((static(f"js/admin/{name}.js"),) for name in EDITOR_SCRIPTS)
    return format_html_join("", '<script src="{}"></script>', scripts)


@hooks.register("insert_global_admin_css")
def add_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/editing.css"))


@hooks.register("construct_homepage_panels")
def add_panels(request, panels):
    panels.extend([HeartbeatPanel(request), PageGapsPanel(request), BrokenLinksPanel(request)])


@hooks.register("register_admin_urls")
def register_addresses():
    return [path("calendar/", CalendarView.as_view(), name="editors_calendar"), *report_addresses()]


@hooks.register("register_admin_urls", order=-1)
def register_redirect_addresses():
    """Before Wagtail's own screens at the same addresses, which know no circles."""
    return [
        path("redirects/add/", CreateRedirectView.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view()),
        path("redirects/import/process/", process_import),
    ]


@hooks.register("register_admin_menu_item")
def register_calendar_menu_item():
    return CalendarMenuItem(_("Calendar"), reverse("editors_calendar"), icon_name="calendar-alt", order=150)


@hooks.register("construct_reports_menu")
def add_reports_of_gaps(request, menu_items):
    menu_items.extend(item for item in report_menu_items() if item.is_shown(request))
