"""Search over the public pages."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from clinicsite.search.counting import count_miss
from clinicsite.search.queries import searchable_words

RESULTS_PER_PAGE = 10


def in_full(pages) -> list[Page]:
    """The found pages with what their own types know, in the order of the results. One query a page type."""
    keys = [page.pk for page in pages]
    found = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific().defer_streamfields()}
    return [found[key] for key in keys if key in found]


@require_safe
def search(request):
    """Pages that match `?q=`. Words that find nothing are counted; nothing else is kept or logged."""
    words = searchable_words(request.GET.get("q", ""))
    results = None
    if words:
        pages = Page.objects.live().public().descendant_of(Site.find_for_request(request).root_page)
        paginator = Paginator(pages.search(words, operator="and"), RESULTS_PER_PAGE)
        results = paginator.get_page(request.GET.get("page"))
        results.object_list = in_full(results.object_list)
        if not results.paginator.count:
            count_miss(words, request.GET["q"])
    response = render(request, "search/search.html", {"words": words, "results": results})
    patch_cache_control(response, private=True, no_store=True)
    return response
