"""Answers that belong to no page: errors, health, robots and the sitemap."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap


def bad_request(request, exception=None):
    """400. Reads nothing of the request: Django's own page parses the broken body once more and can raise."""
    return HttpResponse(render_to_string("400.html"), status=400)


def csrf_failure(request, reason=""):
    """403 for a form of the admin whose token is missing or stale."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def permission_denied(request, exception=None):
    """403 with the site's header and footer."""
    return render(request, "403.html", status=403)


def page_not_found(request, exception=None):
    """404 with a search field and likely links."""
    return render(request, "404.html", status=404)


def server_error(request):
    """500 as a plain page that needs neither database nor files."""
    return HttpResponse(render_to_string("500.html"), status=500)


@require_safe
def healthz(request):
    """200 while the process answers; no database is asked."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request):
    """What crawlers may read: the public pages, and nothing that is not a page."""
    text = render_to_string("robots.txt", {"sitemap_url": request.build_absolute_uri("/sitemap.xml")})
    return HttpResponse(text, content_type="text/plain")


@require_safe
def sitemap(request):
    """Public pages with their dates of change."""
    return wagtail_sitemap(request)
