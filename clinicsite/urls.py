"""Every public address prefix on one screen."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from clinicsite.core import views as core_views

handler400 = "clinicsite.core.views.bad_request"
handler403 = "clinicsite.core.views.permission_denied"
handler404 = "clinicsite.core.views.page_not_found"
handler500 = "clinicsite.core.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("comments/", include("blog.comments.urls")),
    path("about-this-page/", include("clinicsite.review.urls")),
    path("search/", include("clinicsite.search.urls")),
    path("articles/feed/", include("blog.articles.urls")),
    path("robots.txt", core_views.robots, name="robots"),
    path("sitemap.xml", core_views.sitemap, name="sitemap"),
    path("healthz", core_views.healthz, name="healthz"),
]
if settings.SERVE_MEDIA:
    media_prefix = settings.MEDIA_URL.strip("/")
    urlpatterns += [re_path(rf"^{media_prefix}/(?P<path>.*)$", serve_file, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += [path("", include(wagtail_urls))]
