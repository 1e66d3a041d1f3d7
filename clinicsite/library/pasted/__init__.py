"""Reading a pasted citation offline: pure functions, no database and no network.

`read_citation(text)` takes what an editor has at hand: a DOI, a PubMed number, a reference list's line (Vancouver, AMA,
APA), what PubMed's "Cite" button gives, RIS or BibTeX. Whatever it cannot place it hands back by name.
"""

from clinicsite.library.pasted.bibtex import looks_like_bibtex, read_bibtex
from clinicsite.library.pasted.folding import folded_title
from clinicsite.library.pasted.lines import read_line
from clinicsite.library.pasted.reading import LONGEST_PASTE, PastedCitation, guessed_kind
from clinicsite.library.pasted.tagged import looks_like_pubmed, looks_like_ris, read_pubmed, read_ris

__all__ = ["LONGEST_PASTE", "PastedCitation", "folded_title", "read_citation"]


def read_citation(text: str) -> PastedCitation:
    """The fields of one source. Never raises: a text that says nothing comes back whole in `unread`."""
    text = text.replace("\x00", "")[:LONGEST_PASTE].replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \n\t")
    for looks_right, read in [
        (looks_like_bibtex, read_bibtex),
        (looks_like_ris, read_ris),
        (looks_like_pubmed, read_pubmed),
    ]:
        if looks_right(text):
            citation = read(text)
            break
    else:
        citation = read_line(text)
    if "kind" not in citation.fields and citation.fields.get("title"):
        citation.fields["kind"] = guessed_kind(citation.fields["title"])
    citation.fields = {name: value for name, value in citation.fields.items() if value}
    return citation
