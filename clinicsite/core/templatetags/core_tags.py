"""What every template may ask of the site."""

from django import template
from django.conf import settings
from wagtail.models import Site

from clinicsite.core import signal_art
from clinicsite.core.blocks.story import anchor_for
from clinicsite.core.models import ClinicSettings, Navigation

register = template.Library()

SIGNAL_COLOURS = 6


@register.simple_tag(takes_context=True)
def clinic(context):
    """The clinic's settings. One query a request, and none where the request knows no site."""
    return _setting(context, ClinicSettings)


@register.simple_tag(takes_context=True)
def navigation(context):
    """The site's menus. Two queries a request."""
    return _setting(context, Navigation)


def _setting(context, model):
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return model.for_request(request) if site else model()


@register.simple_tag(takes_context=True)
def editor_is_here(context):
    """True where the request carries a session, without reading it: reading would make the page uncacheable."""
    request = context.get("request")
    return bool(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.filter
def anchor(block_id):
    """The address of a section, from its block's id."""
    return anchor_for(block_id)


@register.inclusion_tag("components/ridge.html")
def ridge(seed, rows=12, width=600, height=440, top=132, amplitude=118, heat=1.0, css_class="ridge"):
    """A drawing of many lines."""
    lines = signal_art.ridge(str(seed), rows, width, height, top, amplitude, float(heat))
    return {
        "lines": [(min(SIGNAL_COLOURS, index * SIGNAL_COLOURS // len(lines) + 1), line) for index, line in enumerate(lines)],
        "width": width * signal_art.SCALE,
        "height": height * signal_art.SCALE,
        "css_class": css_class,
    }


@register.inclusion_tag("components/signal_line.html")
def signal_line(seed, number, heat):
    """The single line beside a part of a series."""
    line = signal_art.ridge(f"{seed}-{number}", 1, 160, 50, 34, 30, float(heat))[0]
    return {"line": line, "colour": min(SIGNAL_COLOURS, int(number))}


@register.inclusion_tag("components/settle.html")
def settle():
    """The signal line that closes an article's header."""
    return {"line": signal_art.settle()}


@register.inclusion_tag("components/rings.html")
def rings(seed, initials):
    """Contour rings with initials, in place of a photo."""
    return {"lines": signal_art.rings(str(seed)), "initials": initials}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(page):
    """The way down to a page."""
    return {"pages": page.breadcrumb_pages}


@register.simple_tag(takes_context=True)
def section_of(context, link_page):
    """`page` where a menu item is the page shown, `true` where it stands above it, otherwise an empty string."""
    page = context.get("page")
    if page is None or link_page is None or not hasattr(page, "path"):
        return ""
    if page.pk == link_page.pk:
        return "page"
    return "true" if page.path.startswith(link_page.path) and link_page.depth > 2 else ""
