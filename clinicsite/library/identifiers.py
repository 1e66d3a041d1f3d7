"""Normal forms of DOI, PMID and PMCID, checked by their written rules and never over the network.

Sources: the DOI handbook's syntax (prefix `10.` and four to nine digits, a slash, a suffix) with the character
set that Crossref recommends for matching; PubMed and PubMed Central numbers as NLM prints them.
"""

import re
from urllib.parse import unquote

DOI = re.compile(r"10\.\d{4,9}/[-._;()/:<>\[\]a-z0-9#+]+", re.IGNORECASE)
PMID = re.compile(r"[1-9]\d{0,8}")
PMCID = re.compile(r"PMC[1-9]\d{0,8}")
DOI_RESOLVERS = re.compile(r"^(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|^doi:?\s*", re.IGNORECASE)


def normalize_doi(text: str) -> str:
    """`https://doi.org/10.1016/J.PAIN.2009.06.023` becomes `10.1016/j.pain.2009.06.023`.

    Raises ValueError where the text is no DOI. An empty text stays empty.
    """
    candidate = unquote(DOI_RESOLVERS.sub("", text.strip())).rstrip(".,;")
    if candidate and not DOI.fullmatch(candidate):
        raise ValueError(text)
    return candidate.lower()


def normalize_pmid(text: str) -> str:
    """`PMID: 31082965` becomes `31082965`. Raises ValueError where it is no PubMed number."""
    candidate = re.sub(r"^(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)", "", text.strip(), flags=re.IGNORECASE)
    candidate = candidate.rstrip("/")
    if candidate and not PMID.fullmatch(candidate):
        raise ValueError(text)
    return candidate


def normalize_pmcid(text: str) -> str:
    """`6023575` and `pmc6023575` become `PMC6023575`. Raises ValueError where it is no PubMed Central number."""
    candidate = re.sub(
        r"^(?:https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/|pmcid:?\s*)",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    candidate = candidate.rstrip("/").upper()
    if candidate and not candidate.startswith("PMC"):
        candidate = f"PMC{candidate}"
    if candidate and not PMCID.fullmatch(candidate):
        raise ValueError(text)
    return candidate
