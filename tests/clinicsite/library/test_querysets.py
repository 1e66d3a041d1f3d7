"""Finding a reference in the library."""

import pytest

from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sigtermans(db):
    """One reference among others."""
    ReferenceFactory(authors="Cohen SP", title="Guidelines on infusions", year=2018)
    return ReferenceFactory(
        authors="Sigtermans MJ",
        title="Ketamine in complex regional pain syndrome",
        year=2009,
        journal="Pain",
        doi="10.1016/j.pain.2009.06.023",
        pmid="19604642",
    )


@pytest.mark.parametrize(
    "words",
    ["sigtermans", "SIGTERMANS 2009", "2009 complex", "regional syndrome", "10.1016/j.pain.2009.06.023", "19604642"],
)
def test_reference_is_found_by_what_an_editor_remembers(sigtermans, words):
    assert list(Reference.objects.matching(words)) == [sigtermans]


def test_every_word_has_to_occur(sigtermans):
    assert not Reference.objects.matching("sigtermans 2018").exists()


def test_no_words_find_everything(sigtermans):
    assert Reference.objects.matching("").count() == 2


@pytest.mark.parametrize("words", ["'; DROP TABLE", "%", "\x00sigtermans", "²⁰⁰⁹", "word " * 500])
def test_hostile_words_are_only_words(sigtermans, words):
    assert Reference.objects.matching(words).count() <= 1
