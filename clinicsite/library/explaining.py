"""The glossary as pages need it: read once a minute and process, not once a page."""

import time

from clinicsite.library.glossary import Explanation, explainer_for
from clinicsite.library.models import GlossaryPage, GlossaryTerm

# Another process learns of a change this late; the one that made it at once.
SECONDS_KEPT = 60
Glossary = tuple[tuple[Explanation, ...], str]
# The glossary with the time until which it holds; empty where nobody asked yet.
_kept: list[tuple[float, Glossary]] = []


def glossary_for_texts() -> Glossary:
    """The words that texts explain, and the address of the glossary page; an empty one where there is none.

    Two queries, or none for whoever asks within a minute.
    """
    kept = _kept[-1:]
    if kept and kept[0][0] > time.monotonic():
        return kept[0][1]
    page = GlossaryPage.objects.filter(live=True, view_restrictions__isnull=True).first()
    glossary = GlossaryTerm.objects.explanations(), (page and page.url) or ""
    _kept[:] = [(time.monotonic() + SECONDS_KEPT, glossary)]
    return glossary


def forget_glossary() -> None:
    """Have the glossary read anew, after a change to it."""
    _kept.clear()


def explained_for(page, markup: str) -> str:
    """The markup of a page's text with definitions at first uses, unless its editor switched them off."""
    if not getattr(page, "explains_terms", False):
        return markup
    explanations, url = glossary_for_texts()
    if not explanations:
        return markup
    return explainer_for(explanations).explain(markup, glossary_url=url, without=page.terms_beside_the_text)
