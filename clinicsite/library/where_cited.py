"""Which pages cite which references: as published, through shared texts, and in versions still to come."""

import json
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex, Revision

from clinicsite.library.citations import cited_ids
from clinicsite.library.models import Reference


def cited_in_drafts() -> dict[int, set[int]]:
    """Page id to what it will cite once its newest or scheduled version is public. Wagtail's index knows today's."""
    newest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision_id")
    drafts = Revision.page_revisions.filter(Q(pk__in=newest) | Q(approved_go_live_at__isnull=False))
    found: dict[int, set[int]] = {}
    for page_id, content in drafts.values_list("object_id", "content"):
        # A stream is JSON inside JSON: its quotation marks are escaped twice.
        found.setdefault(int(page_id), set()).update(cited_ids(json.dumps(content).replace("\\", "")))
    return found


def cited_on_pages(reference_ids: Iterable[int]) -> dict[int, set[int]]:
    """Page id to those of the references that the page cites, in its own text, a shared text or a draft."""
    wanted = set(reference_ids)
    if not wanted:
        return {}
    found: dict[int, set[int]] = {}
    page_type = ContentType.objects.get_for_model(Page)
    sources = _sources_of(ContentType.objects.get_for_model(Reference), wanted)
    for (base_type, object_id), cited in sources.items():
        if base_type == page_type.pk:
            found.setdefault(int(object_id), set()).update(cited)
            continue
        shared = ContentType.objects.get_for_id(base_type)
        for (holder_type, holder_id), _texts in _sources_of(shared, {object_id}).items():
            if holder_type == page_type.pk:
                found.setdefault(int(holder_id), set()).update(cited)
    for page_id, cited in cited_in_drafts().items():
        if cited & wanted:
            found.setdefault(page_id, set()).update(cited & wanted)
    return found


def _sources_of(content_type: ContentType, ids: Iterable) -> dict[tuple[int, str], set[int]]:
    """What Wagtail's index knows to point at some objects: (type, id) to the ids of the objects pointed at."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=content_type, to_object_id__in=[str(number) for number in ids]
    ).values_list("base_content_type_id", "object_id", "to_object_id")
    found: dict[tuple[int, str], set[int]] = {}
    for base_type, object_id, target in rows:
        found.setdefault((base_type, object_id), set()).add(int(target))
    return found
