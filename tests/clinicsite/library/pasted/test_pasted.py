"""What is read from citations as people paste them, and from what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.library.pasted import LONGEST_PASTE, read_citation
from clinicsite.library.pasted.folding import folded_title
from clinicsite.library.pasted.reading import guessed_kind, short_author

ORHURHU = {
    "authors": "Orhurhu V, Orhurhu MS, Bhatia A, Cohen SP.",
    "title": "Ketamine Infusions for Chronic Pain: A Systematic Review",
    "year": 2019,
    "volume": "129",
    "issue": "1",
    "pages": "241-254",
    "doi": "10.1213/ane.0000000000004185",
    "kind": "systematic-review",
}
NLM = (
    "Orhurhu V, Orhurhu MS, Bhatia A, Cohen SP. Ketamine Infusions for Chronic Pain: A Systematic Review. "
    "Anesth Analg. 2019 Jul;129(1):241-254. doi: 10.1213/ANE.0000000000004185. PMID: 31082965."
)
AMA = (
    "Orhurhu V, Orhurhu MS, Bhatia A, Cohen SP. Ketamine Infusions for Chronic Pain: A Systematic Review. "
    "Anesth Analg. 2019;129(1):241-254. doi:10.1213/ANE.0000000000004185"
)
APA = (
    "Orhurhu, V., Orhurhu, M. S., Bhatia, A., & Cohen, S. P. (2019). Ketamine Infusions for Chronic Pain: A Systematic "
    "Review. Anesthesia and analgesia, 129(1), 241–254. https://doi.org/10.1213/ANE.0000000000004185"
)
RIS = """TY  - JOUR
AU  - Orhurhu, Vwaire
AU  - Orhurhu, Mariam Salisu
AU  - Bhatia, Anuj
AU  - Cohen, Steven P.
TI  - Ketamine Infusions for Chronic Pain: A Systematic Review
JO  - Anesth Analg
VL  - 129
IS  - 1
SP  - 241
EP  - 254
PY  - 2019/07//
DO  - 10.1213/ANE.0000000000004185
AB  - An abstract that nobody keeps.
ER  - """
BIBTEX = r"""@article{orhurhu2019,
  author = {Orhurhu, Vwaire and Orhurhu, Mariam Salisu and Bhatia, Anuj and Cohen, Steven P.},
  title = {{Ketamine} Infusions for Chronic Pain: {A} Systematic Review},
  journal = "Anesth Analg", year = 2019, volume = {129}, number = {1}, pages = {241--254},
  doi = {10.1213/ANE.0000000000004185}
}"""
NBIB = """PMID- 31082965
OWN - NLM
DP  - 2019 Jul
TI  - Ketamine Infusions for Chronic Pain: A Systematic
      Review.
PG  - 241-254
LID - 10.1213/ANE.0000000000004185 [doi]
FAU - Orhurhu, Vwaire
AU  - Orhurhu V
AU  - Orhurhu MS
AU  - Bhatia A
AU  - Cohen SP
PT  - Journal Article
PT  - Systematic Review
TA  - Anesth Analg
VI  - 129
IP  - 1
"""
LAYOUTS = {"Vancouver": NLM, "AMA": AMA, "APA": APA, "RIS": RIS, "BibTeX": BIBTEX, "PubMed": NBIB}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_same_source_is_read_from_every_layout(text):
    fields = read_citation(text).fields
    assert {name: fields[name] for name in ORHURHU} == ORHURHU


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_nothing_of_a_complete_citation_is_left_over(text):
    assert read_citation(text).unread == []


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("10.1016/J.PAIN.2009.06.023", {"doi": "10.1016/j.pain.2009.06.023"}),
        ("https://doi.org/10.1016/j.pain.2009.06.023.", {"doi": "10.1016/j.pain.2009.06.023"}),
        ("31082965", {"pmid": "31082965"}),
        ("PMID: 31082965", {"pmid": "31082965"}),
        ("https://pubmed.ncbi.nlm.nih.gov/31082965/", {"pmid": "31082965"}),
        ("PMC6023575", {"pmcid": "PMC6023575"}),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6023575/", {"pmcid": "PMC6023575"}),
    ],
)
def test_number_alone_is_taken(text, fields):
    citation = read_citation(text)
    assert (citation.layout, citation.fields, citation.unread) == ("identifier", fields, [])


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("12. Bell RF, Kalso EA. Ketamine for pain. Pain Rep 2018;3:e674", "pages", "e674"),
        ("[3] Bell RF. Ketamine for pain. Pain Rep 2018;3:e674", "authors", "Bell RF."),
        ("Sveticic G, et al. Is it better? Anesth Analg. 2008;106(1):287-93", "title", "Is it better?"),
        ("Sveticic G, et al. Is it better? Anesth Analg. 2008;106(1):287-93", "authors", "Sveticic G, et al."),
        ("van Hilten JJ, Lavand'homme P. Title here. J Pain Res. 2022;15:1011-1037.", "journal", "J Pain Res"),
        ("Woolf CJ. Title. Pain. 2011 Mar;152(3 Suppl):S2-S15.", "issue", "3 Suppl"),
        ("Woolf CJ. Title. Pain. 2011;152(3 Suppl):S2–S15.", "pages", "S2-S15"),
        ("Ferraro MC, et al. Ketamine. Cochrane Database Syst Rev. 2025 Aug 18;8(8):CD015373.", "pages", "CD015373"),
        ("National Institute for Health. Chronic pain in over 16s. London: NICE; 2021.", "journal", "NICE"),
        (
            "National Institute for Health. Chronic pain. London: NICE; 2021.",
            "authors",
            "National Institute for Health",
        ),
        ("Bell, R. F., & Kalso, E. A. (2018). Is ketamine new? Pain Reports, 3, e674.", "title", "Is ketamine new?"),
        ("World Health Organization. (2021). A guideline on pain. WHO Press.", "authors", "World Health Organization"),
        ("@book{a, author={Garc{\\'i}a, J and others}, title={T{\\\"u}r}, year={2019}}", "authors", "García J, et al."),
        ('@book{a, author={B{\\o}rn, J}, title={{T\\"{u}r} \\& Tor}, year={2019}}', "title", "Tür & Tor"),
        ("@article{a, title={Open brace, year={2019}", "title", "Open brace, year=2019"),
    ],
)
def test_field_is_read(text, name, value):
    assert read_citation(text).fields[name] == value


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Woolf CJ. Title. Pain. 2011;152(3):S2. Epub 2010 Oct 18.", ["Epub 2010 Oct 18"]),
        ("Something a friend said in 2019", ["Something a friend said in 2019"]),
        ("PMID: 123456789012", ["PMID 123456789012"]),
        ("TY  - JOUR\nTI  - One\nZZ  - odd\nER  - ", ["ZZ - odd"]),
        ("TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - ", ["Two"]),
        ("@article{a, title={One}, mood={glad}}", ["mood = glad"]),
        ("@article{a, title={One}}\n@article{b, title={Two}}", ["@article{b}"]),
        ("@article{a, title={One}, doi={nonsense}}", ["DOI nonsense"]),
    ],
)
def test_what_found_no_place_is_named(text, left):
    assert read_citation(text).unread == left


def test_more_than_six_authors_are_shortened():
    names = ", ".join(f"Writer{letter} A" for letter in "BCDEFGHI")
    authors = read_citation(f"{names}. Title. Pain. 2011;152(3):1-2.").fields["authors"]
    assert authors.endswith("WriterG A, et al.")


def test_retracted_publication_of_pubmed_is_marked():
    assert read_citation(NBIB + "PT  - Retracted Publication\n").fields["is_retracted"] is True


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Ketamine: systematic review and meta-analysis of randomized trials", "systematic-review"),
        ("Randomised placebo-controlled study of ketamine", "trial"),
        ("Consensus guidelines on the use of ketamine", "guideline"),
        ("Rationale and design of a randomized trial", "protocol"),
        ("Hydroxynorketamine in mice", "laboratory"),
        ("Ketamine and pain", ""),
    ],
)
def test_kind_is_guessed_from_the_title(title, kind):
    assert guessed_kind(title) == kind


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Cohen, Steven P.", "Cohen SP"),
        ("Steven P. Cohen", "Cohen SP"),
        ("Cohen SP", "Cohen SP"),
        ("Øye, Ivar", "Øye I"),
        ("Smith-Jones, Anne-Marie", "Smith-Jones AM"),
        ("WHO", "WHO"),
    ],
)
def test_names_are_shortened(name, short):
    assert short_author(name) == short


@pytest.mark.parametrize(
    "same", ["Ketamine: a review.", "KETAMINE - A Review", "Kétamine a review", "  ketamine  (a review)"]
)
def test_titles_that_differ_in_dress_fold_to_the_same(same):
    assert folded_title(same) == "ketamine a review"


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_be_answered(text):
    assert isinstance(read_citation(text).fields, dict)


@given(
    st.lists(st.sampled_from(["(2019)", ". ", "; ", "A, ", "{", "}", "=", '"', "@a{b,", "TY  - ", "10.1/x", "\n", "&"]))
)
def test_no_mixture_of_marks_is_too_strange_to_be_answered(marks):
    assert isinstance(read_citation("".join(marks)).unread, list)


HOSTILE = [
    "(",
    "A, ",
    "a. ",
    "@a{b,x={",
    "2019 Jul ",
    "Smith J, ",
    "; 2019",
    "x: y; 201",
    "A.-",
    "(2019). ",
    "10.1234/((",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_longest_hostile_text_comes_to_an_end(part):
    assert isinstance(read_citation(part * (LONGEST_PASTE // len(part))).fields, dict)
