"""Whether citations lead somewhere: without the network the form of every number and the anchors of every page."""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

from wagtail.models import Page

from clinicsite.library.citations import cited_ids, has_broken_citation, texts_shown_by
from clinicsite.library.identifiers import normalize_doi, normalize_pmcid, normalize_pmid
from clinicsite.library.models import CitingPageMixin, Reference
from clinicsite.library.pasted.reading import checked
from clinicsite.library.stories import rendered_story

NORMAL_FORMS = {"doi": normalize_doi, "pmid": normalize_pmid, "pmcid": normalize_pmcid}
IDS = re.compile(r'\bid="([^"]+)"')
ANCHORS = re.compile(r'\bhref="#([^"]+)"')
SECONDS, SECONDS_BETWEEN = 10, 1
# Answers of a server that does not say whether the page exists.
UNSURE = frozenset({401, 403, 405, 406, 418, 429, 503})


def faults_of_references() -> Iterator[tuple[Reference, str]]:
    """References whose numbers or addresses have not the form they should have. One query."""
    for reference in Reference.objects.order_by("key"):
        for name, normalize in NORMAL_FORMS.items():
            value = getattr(reference, name)
            if value and checked(normalize, value) != value:
                yield reference, f"{name.upper()} {value!r} is in no normal form"
        if reference.url and not re.match(r"https?://[^\s/]+\.[^\s/]+", reference.url):
            yield reference, f"the address {reference.url!r} is none"


def faults_of_pages() -> Iterator[tuple[Page, str]]:
    """Published pages with a citation that names nothing, something gone or retracted, or a link to no place."""
    standing = dict(Reference.objects.values_list("pk", "is_retracted"))
    for page in Page.objects.live().specific().iterator():
        if isinstance(page, CitingPageMixin):
            for fault in (*_faults_of_citations(page, standing), *_faults_of_anchors(page)):
                yield page, fault


def _faults_of_citations(page, standing: dict[int, bool]) -> Iterator[str]:
    texts = [text for block in page.body for text in texts_shown_by(block)]
    if any(has_broken_citation(text) for text in texts):
        yield "a citation names no reference"
    for number in dict.fromkeys(number for text in texts for number in cited_ids(text)):
        if number not in standing:
            yield f"cites reference {number}, which is gone"
        elif standing[number]:
            yield f"cites reference {number}, which was retracted"


def _faults_of_anchors(page) -> Iterator[str]:
    markup = rendered_story(page.body, page, {"page": page})
    there = {*IDS.findall(markup), *(f"ref-{number}" for number in range(1, len(page.references) + 1))}
    for anchor in dict.fromkeys(ANCHORS.findall(markup)):
        if anchor not in there:
            yield f"leads to #{anchor}, which is not on the page"


def addresses_to_ask() -> list[tuple[Reference, str]]:
    """Every address a reader may follow from a reference."""
    return [
        (reference, address)
        for reference in Reference.objects.order_by("key")
        for address in (reference.doi_url, reference.pubmed_url, reference.pmc_url, reference.url)
        if address
    ]


def answer_of(address: str) -> str:
    """What is wrong with an address, as the network says; an empty string where nothing is, or nobody can tell."""
    request = urllib.request.Request(address, method="HEAD", headers={"User-Agent": "clinic-site link check"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - addresses that editors chose, on demand
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in UNSURE else f"answers {error.code}"
    except (OSError, ValueError) as error:
        return f"cannot be reached ({type(error).__name__})"


def faults_on_the_network(ask: Callable[[str], str] = answer_of) -> Iterator[tuple[Reference, str]]:
    """References whose address is dead. One request a second."""
    for number, (reference, address) in enumerate(addresses_to_ask()):
        if number and ask is answer_of:
            time.sleep(SECONDS_BETWEEN)
        if fault := ask(address):
            yield reference, f"{address} {fault}"
