"""Normal forms of DOI, PMID and PMCID."""

import pytest

from clinicsite.library.identifiers import normalize_doi, normalize_pmcid, normalize_pmid


@pytest.mark.parametrize(
    "written",
    [
        "10.1016/j.pain.2009.06.023",
        "10.1016/J.PAIN.2009.06.023",
        "https://doi.org/10.1016/j.pain.2009.06.023",
        "http://dx.doi.org/10.1016/j.pain.2009.06.023",
        "doi.org/10.1016/j.pain.2009.06.023",
        "doi: 10.1016/j.pain.2009.06.023",
        "DOI:10.1016/j.pain.2009.06.023.",
        "  10.1016/j.pain.2009.06.023 ",
        "https://doi.org/10.1016%2Fj.pain.2009.06.023",
    ],
)
def test_doi_is_put_in_normal_form(written):
    assert normalize_doi(written) == "10.1016/j.pain.2009.06.023"


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/14651858.cd011608.pub2",
        "10.1016/s0304-3959(00)00288-5",
        "10.1002/(sici)1097-0258(19980815)17:15<1661::aid>3.0.co;2-2",
    ],
)
def test_unusual_doi_is_kept(doi):
    assert normalize_doi(doi) == doi


@pytest.mark.parametrize(
    "text",
    [
        "not a doi",
        "10.1016",
        "10.1016/",
        "10.16/abc",
        "11.1016/abc",
        "https://example.org/10.1016/abc",
        "10.1016/abc def",
        '10.1016/"><script>',
        "10.1016/abc\x00",
        "10.1016/абв",
    ],
)
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(ValueError, match=".*"):
        normalize_doi(text)


@pytest.mark.parametrize(
    "written", ["31082965", "PMID: 31082965", "pmid 31082965", "https://pubmed.ncbi.nlm.nih.gov/31082965/"]
)
def test_pmid_is_put_in_normal_form(written):
    assert normalize_pmid(written) == "31082965"


@pytest.mark.parametrize("text", ["0", "012", "1234567890", "31082965x", "PMC6023575", "-5"])
def test_what_is_no_pmid_is_refused(text):
    with pytest.raises(ValueError, match=".*"):
        normalize_pmid(text)


@pytest.mark.parametrize(
    "written",
    [
        "PMC6023575",
        "pmc6023575",
        "6023575",
        "PMCID: PMC6023575",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6023575/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6023575",
    ],
)
def test_pmcid_is_put_in_normal_form(written):
    assert normalize_pmcid(written) == "PMC6023575"


@pytest.mark.parametrize("text", ["PMC", "PMC0", "PMC12a", "https://example.org/PMC6023575"])
def test_what_is_no_pmcid_is_refused(text):
    with pytest.raises(ValueError, match=".*"):
        normalize_pmcid(text)


@pytest.mark.parametrize("normalize", [normalize_doi, normalize_pmid, normalize_pmcid])
@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_stays_nothing(normalize, text):
    assert normalize(text) == ""


@pytest.mark.parametrize("normalize", [normalize_doi, normalize_pmid, normalize_pmcid])
def test_normal_form_is_its_own_normal_form(normalize):
    written = {normalize_doi: "10.1234/A.B", normalize_pmid: "PMID: 77", normalize_pmcid: "pmc88"}[normalize]
    assert normalize(normalize(written)) == normalize(written)
