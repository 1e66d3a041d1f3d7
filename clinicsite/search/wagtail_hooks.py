from django.urls import path
from wagtail import hooks

from clinicsite.search.reports import (
    MissedSearchesFileView,
    MissedSearchesMenuItem,
    MissedSearchesPanel,
    MissedSearchesView,
)


@hooks.register("register_admin_urls")
def register_missed_searches_urls():
    return [
        path("reports/missed-searches/", MissedSearchesView.as_view(), name="missed_searches"),
        path("reports/missed-searches.csv", MissedSearchesFileView.as_view(), name="missed_searches_file"),
    ]


@hooks.register("register_reports_menu_item")
def register_missed_searches_menu_item():
    return MissedSearchesMenuItem()


@hooks.register("construct_homepage_panels")
def add_missed_searches(request, panels):
    panels.append(MissedSearchesPanel(request))
