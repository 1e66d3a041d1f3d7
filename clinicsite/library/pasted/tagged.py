"""RIS, which reference managers export, and PubMed's own tagged layout (`.nbib`)."""

import re

from clinicsite.library.pasted.reading import (
    PastedCitation,
    joined_authors,
    page_range,
    put_identifier,
    short_author,
    year_in,
)

RIS_LINE = re.compile(r"^([A-Z][A-Z0-9])  ?- ?(.*)$")
PUBMED_LINE = re.compile(r"^([A-Z]{2,4}) {0,3}- (.*)$")
# Known tags that say nothing a reference keeps: abstracts, key words, addresses, dates of the record.
RIS_IGNORED = frozenset(
    (
        "TY", "ER", "ID", "AB", "N2", "KW", "N1", "AD", "C1", "C2", "CY", "DB", "DP", "ET", "L1", "L2", "LA", "M1",
        "M2", "M3", "RN", "SN", "ST", "TA", "Y2", "A2", "ED", "J1", "C5", "C6", "C7", "CN", "OP", "RP",
    )
)  # fmt: skip
PUBMED_KINDS = [
    ("Systematic Review", "systematic-review"),
    ("Meta-Analysis", "systematic-review"),
    ("Practice Guideline", "guideline"),
    ("Guideline", "guideline"),
    ("Clinical Trial Protocol", "protocol"),
    ("Randomized Controlled Trial", "trial"),
    ("Observational Study", "observational"),
    ("Case Reports", "observational"),
    ("Review", "review"),
]


def looks_like_ris(text: str) -> bool:
    """True where a line opens a record of RIS."""
    return any(re.match(r"TY  ?- ?", line) for line in text.split("\n")[:20])


def looks_like_pubmed(text: str) -> bool:
    """True where a line opens a record of PubMed's tagged layout."""
    return any(re.match(r"PMID ?- ?\d", line) for line in text.split("\n")[:20])


def read_ris(text: str) -> PastedCitation:
    """One record of RIS. A second record is named, not mixed into the first."""
    citation = PastedCitation("RIS")
    tags = _tags(citation, text, RIS_LINE, end="ER")

    def first(*names: str) -> str:
        return next((tags[name][0] for name in names if tags.get(name)), "")

    citation.fields.update(
        title=first("TI", "T1"),
        authors=joined_authors([short_author(name) for name in tags.get("AU", []) + tags.get("A1", [])]),
        journal=first("JO", "JF", "T2", "JA", "J2", "PB"),
        year=year_in(first("PY", "Y1", "DA")),
        volume=first("VL"),
        issue=first("IS"),
        pages=page_range(first("SP"), first("EP")),
    )
    if doi := first("DO"):
        put_identifier(citation, "doi", doi)
    _read_accession(citation, first("AN"))
    url = first("UR", "LK")
    if url and "doi.org/10." in url:
        put_identifier(citation, "doi", url)
    elif url.startswith("https://"):
        citation.fields["url"] = url
    used = {"TI", "T1", "AU", "A1", "JO", "JF", "T2", "JA", "J2", "PB", "PY", "Y1", "DA", "VL", "IS", "SP", "EP"}
    for tag, values in tags.items():
        if tag not in used | RIS_IGNORED | {"DO", "AN", "UR", "LK"}:
            citation.leave(f"{tag} - {values[0]}")
    return citation


def _read_accession(citation: PastedCitation, text: str) -> None:
    """The number in another library: PubMed's, where it is digits."""
    if text.isdigit():
        put_identifier(citation, "pmid", text)
    elif text:
        citation.leave(f"AN - {text}")


def read_pubmed(text: str) -> PastedCitation:
    """One record of PubMed's tagged layout."""
    citation = PastedCitation("PubMed")
    tags = _tags(citation, text, PUBMED_LINE, begin="PMID")
    one = {tag: values[0] for tag, values in tags.items()}
    citation.fields.update(
        title=one.get("TI", "").removesuffix("."),
        authors=joined_authors(tags.get("AU", []) + tags.get("CN", [])),
        journal=one.get("TA", one.get("JT", "")),
        year=year_in(one.get("DP", "")),
        volume=one.get("VI", ""),
        issue=one.get("IP", ""),
        pages=page_range(one.get("PG", "")),
    )
    put_identifier(citation, "pmid", one.get("PMID", ""))
    for value in tags.get("LID", []) + tags.get("AID", []):
        if value.endswith("[doi]"):
            put_identifier(citation, "doi", value.removesuffix("[doi]").strip())
    if one.get("PMC"):
        put_identifier(citation, "pmcid", one["PMC"])
    types = tags.get("PT", [])
    citation.fields["kind"] = next((kind for name, kind in PUBMED_KINDS if name in types), "")
    citation.fields["is_retracted"] = "Retracted Publication" in types
    if not citation.fields["kind"]:
        del citation.fields["kind"]
    return citation


def _tags(citation: PastedCitation, text: str, line_form: re.Pattern, begin: str = "", end: str = "") -> dict:
    """Tag to its values, for the first record; lines that continue a value are joined to it."""
    tags, tag, is_over = {}, "", False
    for line in text.split("\n"):
        match = line_form.match(line)
        if is_over or (match and match.group(1) == begin and begin in tags):
            is_over = True
            if match and match.group(1) in ("TI", "T1"):
                citation.leave(match.group(2))
        elif match:
            tag = match.group(1)
            is_over = tag == end
            if match.group(2).strip():
                tags.setdefault(tag, []).append(match.group(2).strip())
        elif line.strip() and tag in tags:
            tags[tag][-1] += " " + line.strip()
        elif line.strip():
            citation.leave(line)
    return tags
