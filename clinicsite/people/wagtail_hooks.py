from wagtail import hooks

from clinicsite.people.panels import PeopleSummaryItem, people_start_links


@hooks.register("construct_homepage_summary_items")
def add_people_count(request, summary_items):
    summary_items.append(PeopleSummaryItem(request))


@hooks.register("register_start_links")
def offer_people(request):
    return people_start_links(request)
