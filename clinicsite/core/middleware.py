"""Headers that depend on where a response comes from."""

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag


class AdminContentSecurityPolicyMiddleware:
    """Loosens the content security policy for Wagtail's admin, which needs inline script and style, never eval.

    Stands just inside CSPMiddleware. Measured on Wagtail 8.0.1: see docs/decisions/0006-content-security-policy.md.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_update = {
                "script-src": [UNSAFE_INLINE],
                "style-src": [UNSAFE_INLINE],
                "img-src": ["blob:"],
                "frame-src": [SELF],
            }
        return response


class PublicCacheMiddleware:
    """Gives a response that declared itself public an ETag, and takes the declaration back if it is personal.

    Stands outside the session middleware, so that it sees every cookie a response would set.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            return response
        if response.cookies or "Cookie" in response.get("Vary", ""):
            del response["Cache-Control"]
            patch_cache_control(response, private=True, no_store=True)
            return response
        if response.streaming or request.method not in ("GET", "HEAD"):
            return response
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)
