"""Pages by where links lead: into nothing, or never to them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import Page, ReferenceIndex, Site, get_default_page_content_type, get_page_models

from clinicsite.core.links import linked_page_ids
from clinicsite.core.models import ClinicSettings, Navigation
from clinicsite.editing.models import LinkOnPage, OutgoingLink

KEY = CharField()


def links_to_nothing() -> QuerySet[ReferenceIndex]:
    """References from pages to pages that readers cannot reach, whether unpublished or gone."""
    target = Page.objects.annotate(key=Cast("pk", KEY)).filter(key=OuterRef("to_object_id"), live=True)
    page_type = get_default_page_content_type()
    return ReferenceIndex.objects.filter(~Exists(target), base_content_type=page_type, to_content_type=page_type)


def broken_places() -> QuerySet[LinkOnPage]:
    """Where pages carry outgoing links that did not answer."""
    return LinkOnPage.objects.filter(link__in=OutgoingLink.objects.broken())


def with_broken_links(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of some pages that readers see and that lead them nowhere, inside the site or outside."""
    inside = links_to_nothing().filter(object_id=Cast(OuterRef("pk"), KEY))
    outside = broken_places().filter(page=OuterRef("pk"))
    return pages.filter(Exists(inside) | Exists(outside), live=True)


def without_way_in(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Published pages to which no page, menu or shared text leads, and which no page above them lists."""
    page_type = get_default_page_content_type()
    own_key = Cast(OuterRef("pk"), KEY)
    ways_in = ReferenceIndex.objects.filter(to_content_type=page_type, to_object_id=own_key).exclude(
        base_content_type=page_type, object_id=own_key
    )
    path_above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    listing = Page.objects.filter(content_type__in=_listing_types(), live=True, path=path_above)
    return pages.filter(~Exists(ways_in), ~Exists(listing), live=True, depth__gt=1).exclude(pk__in=_always_in_sight())


def _always_in_sight() -> set[int]:
    """Home pages, and pages in menus and settings, which Wagtail's index of references does not read."""
    menus = linked_page_ids(*(navigation.menus for navigation in Navigation.objects.all()))
    fields = [field.attname for field in ClinicSettings._meta.fields if field.related_model is Page]
    chosen = {key for row in ClinicSettings.objects.values_list(*fields) for key in row if key}
    return menus | chosen | set(Site.objects.values_list("root_page", flat=True))


def _listing_types() -> list[ContentType]:
    """The page types that show the pages below them by themselves."""
    models = (model for model in get_page_models() if getattr(model, "lists_children", False))
    return [ContentType.objects.get_for_model(model) for model in models]
