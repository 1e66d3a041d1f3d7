"""Asking Crossref or PubMed for a record. Off unless the setting REFERENCE_LOOKUP is on; nothing else asks the network.

Both answer in layouts that `pasted` reads. Only these two hosts are asked, with a number in normal form and no
name of the clinic or the editor.
"""

import urllib.error
import urllib.request
from urllib.parse import quote

from django.conf import settings

from clinicsite.library.errors import LookupFailed
from clinicsite.library.pasted import PastedCitation, read_citation

CROSSREF = "https://api.crossref.org/works/{}/transform/application/x-bibtex"
PUBMED = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id={}&rettype=medline&retmode=text"
SECONDS = 5
LONGEST_ANSWER = 200_000


def is_lookup_on() -> bool:
    """True where the owner of the site allows it."""
    return bool(getattr(settings, "REFERENCE_LOOKUP", False))


def look_up(*, doi: str = "", pmid: str = "") -> PastedCitation:
    """The record of a DOI or PubMed number in normal form. Raises LookupFailed, also where lookups are off."""
    if not is_lookup_on() or not (doi or pmid):
        raise LookupFailed
    address = PUBMED.format(quote(pmid)) if pmid else CROSSREF.format(quote(doi, safe=""))
    found = read_citation(_answer_of(address))
    if not found.fields.get("title"):
        raise LookupFailed
    return found


def _answer_of(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - two fixed https addresses
            return answer.read(LONGEST_ANSWER).decode("utf-8", errors="replace")
    except (OSError, ValueError) as error:
        raise LookupFailed from error
