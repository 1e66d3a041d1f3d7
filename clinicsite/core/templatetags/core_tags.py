"""What every template may ask of the site."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.models import Site

from clinicsite.core import signal_art
from clinicsite.core.blocks.story import anchor_for
from clinicsite.core.links import resolve_links
from clinicsite.core.models import ClinicSettings, Navigation
from clinicsite.core.side_panels import with_own_panels

register = template.Library()

SIGNAL_COLOURS = 6

# For Wagtail's own templates of the editor.
register.filter("with_own_panels", with_own_panels)


@register.simple_tag(takes_context=True)
def clinic(context):
    """The clinic's settings. One query a request, and none where the request knows no site."""
    return site_setting(context, ClinicSettings)


@register.simple_tag(takes_context=True)
def navigation(context):
    """The site's menus, loaded together with the clinic's settings, and one query for the pages they lead to."""
    return site_setting(context, Navigation)


def site_setting(context, model):
    """A site's settings of any app. All are read together, in one query a request."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return model()
    if not hasattr(request, model.get_cache_attr_name()):
        _load_settings(request, site)
    return getattr(request, model.get_cache_attr_name())


def _load_settings(request, site):
    """Keep every app's settings on the request, where Wagtail looks too; its own way asks once each and writes."""
    models = [model for model in registry if issubclass(model, BaseSiteSetting)]
    policies = [f"clinicsettings__{name}" for name in ClinicSettings.select_related]
    names = [model._meta.model_name for model in models]
    row = Site.objects.select_related(*names, *policies).get(pk=site.pk)
    for model in models:
        setting = getattr(row, model._meta.model_name, None) or model(site=site)
        setattr(request, model.get_cache_attr_name(), setting)
    resolve_links(getattr(request, Navigation.get_cache_attr_name()).menus)


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
        "lines": [
            (min(SIGNAL_COLOURS, index * SIGNAL_COLOURS // len(lines) + 1), line) for index, line in enumerate(lines)
        ],
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
    return {"lines": signal_art.rings(str(seed), count=7)[1:], "initials": initials}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(page):
    """The way down to a page."""
    return {"pages": page.breadcrumb_pages}


@dataclass(frozen=True)
class Section:
    """A heading of a story with its address."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Outline:
    """The contents list of a page of text, in the form the contents template reads."""

    contents: list[Section]


@register.simple_tag
def outline(body) -> Outline:
    """The section headings of a story."""
    return Outline(
        [Section(anchor_for(block.id), block.value["text"]) for block in body if block.block_type == "heading"]
    )


@dataclass(frozen=True)
class MenuItem:
    """A link of a menu. `current` is `page` on the page itself, `true` below it, otherwise empty."""

    href: str
    text: str
    current: str = ""


@register.simple_tag(takes_context=True)
def menu_items(context, links) -> list[MenuItem]:
    """The links that lead somewhere, from a list of links or a single one.

    Only the item nearest to the page shown counts as current: a part of a series lies below both the series
    and the list of articles, and two marks would say nothing.
    """
    links = [links] if hasattr(links, "href") else links or []
    links = [link for link in links if link.href]
    shown = getattr(context.get("page"), "url", None) or ""
    nearest = max((link.href for link in links if _leads_above(link.href, shown)), key=len, default=None)
    place = "page" if nearest == shown else "true"
    return [MenuItem(link.href, link.text, place if link.href == nearest else "") for link in links]


def _leads_above(href: str, shown: str) -> bool:
    """True for the page shown and for those above it; home stands above everything and so counts only for itself."""
    return href == shown or (shown.startswith(href) and urlsplit(href).path != "/")


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, pages, label, parameter="page", fragment=""):
    """Numbered links to the pages of a list, keeping the rest of the address."""

    def address(number):
        query = context["request"].GET.copy()
        query[parameter] = number
        return f"?{query.urlencode()}{fragment}"

    numbers = pages.paginator.get_elided_page_range(pages.number, on_each_side=1, on_ends=1)
    return {
        "pages": pages,
        "label": label,
        "numbers": [(number, address(number) if isinstance(number, int) else "") for number in numbers],
        "previous": address(pages.previous_page_number()) if pages.has_previous() else "",
        "next": address(pages.next_page_number()) if pages.has_next() else "",
    }


@register.filter
def phone_digits(phone):
    """What a telephone needs of a written number: digits and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", str(phone).strip())


@register.filter
def marked(text, words):
    """The text with each of the words in a `mark` element; both are escaped."""
    parts = [re.escape(word) for word in str(words).split()]
    if not parts:
        return escape(text)
    pieces = re.split(rf"(\b(?:{'|'.join(parts)}))", str(text), flags=re.IGNORECASE)
    marks = (format_html("<mark>{}</mark>", piece) if index % 2 else piece for index, piece in enumerate(pieces))
    return format_html_join("", "{}", ((mark,) for mark in marks))
