"""References: names, addresses, and what may not be entered."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ("Sigtermans MJ, van Hilten JJ, et al.", "Sigtermans 2009"),
        ("De Kock M, Loix S", "De Kock 2009"),
        ("Guimarães Pereira JE", "Guimarães Pereira 2009"),
        ("Øye ÅÆ", "Øye 2009"),
        ("US Food and Drug Administration", "US Food and Drug Administration 2009"),
        ("Faculty of Pain Medicine, ANZCA", "Faculty of Pain Medicine 2009"),
        ("Drug Enforcement Administration; Department of Health", "Drug Enforcement Administration 2009"),
    ],
)
def test_short_name_is_the_first_author_or_body_and_the_year(authors, name):
    assert Reference(authors=authors, year=2009).short_name == name


def test_short_name_without_authors_is_the_journal():
    assert Reference(journal="Pain", year=2009).short_name == "Pain 2009"


def test_short_name_without_authors_and_journal_is_the_start_of_the_title():
    assert Reference(title="Approval of a spray for low mood", year=2025).short_name == "Approval of a spray… 2025"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"authors": "Bell RF", "title": "A review", "year": 2017}, "Bell 2017: A review"),
        ({"title": "A label", "year": 2026}, "A label (2026)"),
        ({"title": "A label"}, "A label"),
    ],
)
def test_list_names_a_reference_without_saying_its_title_twice(fields, words):
    assert str(Reference(**fields)) == words


def test_short_name_does_without_a_year():
    assert Reference(authors="Tran K").short_name == "Tran"


def test_issue_line_joins_what_is_known():
    reference = Reference(year=2009, volume="145", issue="3", pages="304-311")
    assert reference.issue_line == "2009;145(3):304-311"


def test_issue_line_does_without_an_issue():
    assert Reference(year=2009, volume="145").issue_line == "2009;145"


def test_issue_line_does_without_a_year():
    assert Reference(volume="145", pages="304").issue_line == "145:304"


@pytest.mark.parametrize(
    ("field", "value", "address"),
    [
        ("doi", "10.1016/abc", "https://doi.org/10.1016/abc"),
        ("pmid", "31082965", "https://pubmed.ncbi.nlm.nih.gov/31082965/"),
        ("pmcid", "PMC6023575", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6023575/"),
    ],
)
def test_identifier_leads_to_its_record(field, value, address):
    reference = Reference(**{field: value})
    assert address in (reference.doi_url, reference.pubmed_url, reference.pmc_url)


def test_reference_without_identifiers_leads_nowhere():
    assert (Reference().doi_url, Reference().pubmed_url, Reference().pmc_url) == ("", "", "")


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("doi", "https://doi.org/10.1016/ABC", "10.1016/abc"),
        ("pmid", "PMID: 31082965", "31082965"),
        ("pmcid", "6023575", "PMC6023575"),
    ],
)
def test_identifier_is_kept_in_normal_form(db, field, written, kept):
    reference = ReferenceFactory.build(**{field: written})
    reference.full_clean()
    assert getattr(reference, field) == kept


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_wrong_identifier_is_refused_with_its_field_named(db, field):
    with pytest.raises(ValidationError) as refused:
        ReferenceFactory.build(**{field: "nonsense"}).full_clean()
    assert list(refused.value.message_dict) == [field]
    assert f"This is no {field.upper()}." in refused.value.message_dict[field][0]


def test_every_wrong_identifier_is_named_at_once(db):
    with pytest.raises(ValidationError) as refused:
        ReferenceFactory.build(doi="x", pmid="y", pmcid="z").full_clean()
    assert set(refused.value.message_dict) == {"doi", "pmid", "pmcid"}


@pytest.mark.parametrize(
    ("field", "kept", "written"),
    [
        ("doi", "10.1016/abc", "https://doi.org/10.1016/ABC"),
        ("pmid", "31082965", "PMID: 31082965"),
        ("pmcid", "PMC6023575", "6023575"),
    ],
)
def test_identifier_of_another_reference_is_refused_with_field_and_reference_named(db, field, kept, written):
    ReferenceFactory(title="A trial", **{field: kept})
    with pytest.raises(ValidationError) as refused:
        ReferenceFactory.build(**{field: written}).full_clean()
    assert refused.value.message_dict == {field: [f"“Sigtermans 2009: A trial” has this {field.upper()} already."]}


def test_reference_may_keep_its_own_identifier(db):
    ReferenceFactory(doi="10.1016/abc").full_clean()


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_database_keeps_identifiers_apart(db, field):
    ReferenceFactory(**{field: "same"})
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferenceFactory(**{field: "same"})


def test_references_without_a_doi_stand_side_by_side(db):
    ReferenceFactory.create_batch(2, doi="")
    assert Reference.objects.count() == 2
