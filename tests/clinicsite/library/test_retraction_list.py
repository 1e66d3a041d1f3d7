"""Lists of retracted papers in both layouts, whole and broken."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.library.retraction_list import NoRetractionList, Retraction, decoded, read_retractions

WATCH = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n"
)


def watch(doi="10.1000/X", pmid="0", nature="Retraction", date="3/7/2024 0:00", reason="+Fake Peer Review;+Error;"):
    cells = ["1", '"A, title"', "", "", "", "", "", "", "", "", date, "", "", "", doi, pmid, nature, reason, "No", ""]
    return ",".join(cells) + "\n"


def test_line_of_retraction_watch_is_read():
    found = read_retractions(WATCH + watch())
    reason, day = "Fake Peer Review; Error", datetime.date(2024, 3, 7)
    assert found.notices == [Retraction(2, "10.1000/x", "", reason, day, True)]


def test_plain_line_is_read():
    found = read_retractions("doi,pmid,reason,date\nhttps://doi.org/10.1000/x,31082965,Fraud,2024-03-07\n")
    assert found.notices == [Retraction(2, "10.1000/x", "31082965", "Fraud", datetime.date(2024, 3, 7))]


def test_columns_are_found_in_any_order_and_case():
    assert read_retractions("Date,PMID\n2024-03-07,31082965\n").notices[0].pmid == "31082965"


@pytest.mark.parametrize("nature", ["Correction", "Expression of concern"])
def test_other_notices_are_passed_over(nature):
    found = read_retractions(WATCH + watch(nature=nature))
    assert (found.notices, found.faults, found.passed_over) == ([], [], 1)


def test_reinstatement_is_no_retraction():
    assert read_retractions(WATCH + watch(nature="Reinstatement")).notices[0].is_withdrawn is False


@pytest.mark.parametrize("doi", ["unavailable", "Unavailable", "", "0"])
def test_paper_without_a_number_is_passed_over(doi):
    assert read_retractions(WATCH + watch(doi=doi)).passed_over == 1


def test_number_of_a_spreadsheet_is_read():
    assert read_retractions("pmid\n31082965.0\n").notices[0].pmid == "31082965"


@pytest.mark.parametrize(
    ("row", "fault"),
    [("nonsense,,x,", "nonsense"), ("10.1000/x,,x,yesterday", "yesterday"), (",12ab,x,", "12ab")],
)
def test_bad_row_is_named_with_its_line(row, fault):
    found = read_retractions(f"doi,pmid,reason,date\n10.1000/good,,,\n{row}\n")
    assert (len(found.notices), found.faults) == (1, [(3, fault)])


def test_blank_line_is_no_fault():
    assert read_retractions("doi\n10.1000/x\n\n,\n").faults == []


def test_line_that_is_too_short_is_read_as_far_as_it_goes():
    assert len(read_retractions("doi,pmid,reason,date\n10.1000/x\n").notices) == 1


@pytest.mark.parametrize("text", ["", "title,author\na,b\n", "<html></html>", "\x00\x01"])
def test_other_files_are_refused(text):
    with pytest.raises(NoRetractionList):
        read_retractions(text)


def test_cell_of_a_megabyte_is_a_fault_and_the_others_count():
    found = read_retractions("doi,reason\n10.1000/x," + "a" * 1_000_000 + "\n10.1000/y,ok\n")
    assert [notice.doi for notice in found.notices] == ["10.1000/y"]
    assert len(found.faults) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_of_spreadsheets_are_read(encoding):
    assert decoded("doi,reason\n10.1000/x,Señor\n".encode(encoding)).endswith("Señor\n")


@given(st.text(max_size=400))
def test_no_file_is_too_strange_to_be_answered(text):
    try:
        assert read_retractions("doi,pmid,reason,date\n" + text).notices is not None
    except NoRetractionList:
        pytest.fail("the header was good")
