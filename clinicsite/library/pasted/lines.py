"""A line of a reference list: Vancouver and AMA (which PubMed's "Cite" gives as NLM and AMA), APA, or only a number.

Every search is anchored or bounded, so that a hostile text of the greatest length is read in linear time.
"""

import re

from clinicsite.library.pasted.reading import (
    DASHES,
    PastedCitation,
    joined_authors,
    page_range,
    put_identifier,
    short_author,
    year_in,
)

NUMBERING = re.compile(r"^(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,3}[.)](?=\s*[^\d\s]))\s*")
DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s{0,3}(?:https?://(?:dx\.)?doi\.org/)?)?"
    r"\b(10\.\d{4,9}/[-._;()/:<>\[\]A-Za-z0-9#+%]+)",
    re.IGNORECASE,
)
PMID = re.compile(r"\b(?:PMID|PubMed(?: ID)?)\s?[:#]?\s?(\d{1,12})\b\.?", re.IGNORECASE)
PUBMED_ADDRESS = re.compile(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,12})/?"
)
PMCID = re.compile(
    r"(?:https?://(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/|\bPMCID:?\s?)?\b(PMC\d{1,12})\b/?\.?",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:Available (?:from|at):?\s?|Retrieved from\s)?(https://[^\s<>\"]{4,500})", re.IGNORECASE)
# 2019 Jul 3;129(1):241-254
ISSUE = re.compile(
    r"\b((?:1[89]|20)\d\d)(?:[ -][A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,8})?)?(?: \d{1,2})? ?; ?"
    r"([^\s(:;.]{0,12}(?: Suppl(?: \d{1,3})?)?) ?(?:\(([^()]{1,30})\))?"
    r"(?: ?: ?([A-Za-z]?[\w.]{0,12}(?:-[\w.]{1,12})?))?"
)
PUBLISHER = re.compile(r"([^.:;]{2,80}): ([^.:;]{2,120}); ((?:1[89]|20)\d\d)\b")
APA = re.compile(r"^(.{1,2000}?) ?\(((?:1[89]|20)\d\d)(?:, [^()]{1,30})?\)\. ?(.*)$", re.DOTALL)
APA_ISSUE = re.compile(
    r", ?(\d{1,5}[A-Za-z]?) ?(?:\(([^()]{1,30})\))?(?:, ?(?:pp?\. ?|Article ?)?([\w.]{1,16}(?:-[\w.]{1,16})?))?\.?$"
)
APA_AUTHOR = re.compile(r"([^\s,&.][^,&]{0,80}), ?((?:[^\W\d_]\.[ -]?){1,5})(?:,|$|&| )")
VANCOUVER_AUTHOR = re.compile(r"(?:[^\W\d_][\w'’. -]{0,60} [^\W\d_a-z]{1,4}(?: Jr| [2-4](?:nd|rd|th))?|et al)\.?$")
SENTENCE_END = re.compile(r"(?<=[.?!]) (?=\S)")


def read_line(text: str) -> PastedCitation:
    """A line of a reference list, as far as it can be understood."""
    citation = PastedCitation("")
    line = NUMBERING.sub("", " ".join(text.translate(DASHES).split()))
    line = _take_identifiers(citation, line)
    line = re.sub(r"(?: ?[.;,]){2,}", ".", line).strip(" ;,")
    if not re.search(r"\w", line):
        citation.layout = "identifier" if citation.fields else ""
        return citation
    if line.isdigit() and len(line) <= 9 and not citation.fields:
        citation.layout = "identifier"
        put_identifier(citation, "pmid", line)
    elif apa := APA.match(line):
        _read_apa(citation, *apa.groups())
    elif ISSUE.search(line) or PUBLISHER.search(line):
        _read_vancouver(citation, line)
    else:
        citation.fields["year"] = year_in(line)
        citation.leave(line)
    return citation


def _take_identifiers(citation: PastedCitation, line: str) -> str:
    for form, name in [(DOI, "doi"), (PUBMED_ADDRESS, "pmid"), (PMID, "pmid"), (PMCID, "pmcid")]:
        for found in form.findall(line):
            put_identifier(citation, name, found)
        line = form.sub(" ", line)
    address = ADDRESS.search(line)
    if address:
        citation.fields["url"] = address.group(1).rstrip(".,;)")
        line = line[: address.start()] + " " + line[address.end() :]
    return " ".join(line.split())


def _read_apa(citation: PastedCitation, people: str, year: str, rest: str) -> None:
    citation.layout = "APA"
    citation.fields["year"] = int(year)
    names = [f"{surname.strip()}, {given}" for surname, given in APA_AUTHOR.findall(people.replace("&", " ").strip())]
    citation.fields["authors"] = joined_authors([short_author(name) for name in names]) or people.strip(" .")
    if "..." in people or "…" in people or "et al" in people:
        citation.fields["authors"] = citation.fields["authors"].rstrip(".") + ", et al."
    rest = rest.strip().rstrip(".")
    if issue := APA_ISSUE.search(rest):
        citation.fields.update(volume=issue.group(1), issue=issue.group(2), pages=page_range(issue.group(3) or ""))
        rest = rest[: issue.start()]
    *title, journal = SENTENCE_END.split(rest)
    if not title:
        title, journal = [journal], ""
    citation.fields.update(title=_title(" ".join(title)), journal=journal.strip(" ."))


def _read_vancouver(citation: PastedCitation, line: str) -> None:
    citation.layout = "Vancouver"
    if issue := ISSUE.search(line):
        year, volume, number, pages = issue.groups()
        citation.fields.update(year=int(year), volume=volume, issue=number, pages=page_range(pages or ""))
        before, after = line[: issue.start()], line[issue.end() :]
        *front, journal = SENTENCE_END.split(before.strip())
    else:
        issue = PUBLISHER.search(line)
        citation.fields.update(year=int(issue.group(3)))
        before, after, journal = line[: issue.start()], line[issue.end() :], issue.group(2)
        citation.leave(issue.group(1))
        front = SENTENCE_END.split(before.strip())
    citation.fields["journal"] = journal.strip(" .,")
    citation.leave(after)
    if front and (not front[1:] or _are_people(front[0])) and _are_people(front[0]):
        people, front = front[0], front[1:]
        citation.fields["authors"] = joined_authors([name.strip(" .") for name in people.split(",")])
    elif len(front) > 1:
        # A body that wrote it stands before the title, in one sentence.
        citation.fields["authors"], front = front[0].strip(" ."), front[1:]
    citation.fields["title"] = _title(" ".join(front))


def _are_people(sentence: str) -> bool:
    names = [name.strip() for name in sentence.rstrip(".").split(",")]
    return all(VANCOUVER_AUTHOR.match(name) for name in names if name)


def _title(text: str) -> str:
    text = text.strip()
    return text.rstrip(".").strip() if not text.endswith("...") else text
