"""A reference stays while a page cites it: without it, the page would show a claim whose source nobody can name."""

import json
from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, Revision

from clinicsite.library.citations import cited_ids
from clinicsite.library.models import Reference


def is_cited(reference: Reference) -> bool:
    """True where anything that is stored cites it: a page, a shared text, a draft or a scheduled change."""
    return ReferenceIndex.get_references_to(reference).exists() or reference.pk in _cited_in_drafts()


def _cited_in_drafts() -> set[int]:
    """What pages will cite once their newest or scheduled version is public. Wagtail's index knows today's."""
    newest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision_id")
    drafts = Revision.page_revisions.filter(Q(pk__in=newest) | Q(approved_go_live_at__isnull=False))
    # A stream is JSON inside JSON: its quotation marks are escaped twice.
    texts = (json.dumps(content).replace("\\", "") for content in drafts.values_list("content", flat=True))
    return {number for text in texts for number in cited_ids(text)}


def refuse_to_delete_cited(request, instances: Iterable) -> HttpResponseRedirect | None:
    """The way back for an editor who would delete a reference in use, with the list of where it is used."""
    cited = next((item for item in instances if isinstance(item, Reference) and is_cited(item)), None)
    if cited is None:
        return None
    words = _("“%(reference)s” is cited and was not deleted. Take the citations out of the pages listed here first.")
    messages.error(request, words % {"reference": cited.short_name})
    return HttpResponseRedirect(reverse("wagtailsnippets_library_reference:usage", args=[cited.pk]))
