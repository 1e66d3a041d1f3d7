"""A reference stays while a page cites it: without it, the page would show a claim whose source nobody can name."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from clinicsite.library.models import Reference
from clinicsite.library.where_cited import cited_in_drafts


def is_cited(reference: Reference) -> bool:
    """True where anything that is stored cites it: a page, a shared text, a draft or a scheduled change."""
    return ReferenceIndex.get_references_to(reference).exists() or any(
        reference.pk in cited for cited in cited_in_drafts().values()
    )


def refuse_to_delete_cited(request, instances: Iterable) -> HttpResponseRedirect | None:
    """The way back for an editor who would delete a reference in use, with the list of where it is used."""
    cited = next((item for item in instances if isinstance(item, Reference) and is_cited(item)), None)
    if cited is None:
        return None
    words = _("“%(reference)s” is cited and was not deleted. Take the citations out of the pages listed here first.")
    messages.error(request, words % {"reference": cited.short_name})
    return HttpResponseRedirect(reverse("wagtailsnippets_library_reference:usage", args=[cited.pk]))
