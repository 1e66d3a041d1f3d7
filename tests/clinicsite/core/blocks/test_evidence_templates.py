"""What readers get of grades, effect sizes and what stands beside a video."""

import pytest
from django.core.files.base import ContentFile

from clinicsite.media.models import ClinicDocument
from tests.clinicsite.core.test_block_templates import preview_of, shown, words_of


def test_captions_are_offered_with_their_size(db):
    captions = ClinicDocument.objects.create(title="Captions", file=ContentFile(b"WEBVTT", "words.vtt"), file_size=6)
    html = shown("video", {**preview_of("video"), "transcript": "", "captions": captions.pk})
    assert "Captions of this video (VTT, 6" in words_of(html)


def test_day_of_the_last_check_stands_beside_it():
    assert "Last checked by the clinic on 2 March 2026." in words_of(shown("video", preview_of("video")))


class TestGrade:
    """How sure a section is stands in words under its heading."""

    def test_certainty_and_studies_are_words(self):
        words = words_of(shown("heading", {"text": "A point", "certainty": "very-low", "studies": "open-label"}))
        assert "Certainty: Very low Rests on: Trial in which everybody knew the treatment" in words

    @pytest.mark.parametrize(
        "half", [{"certainty": "low"}, {"studies": "trial"}, {"certainty": "low", "studies": "gone"}]
    )
    def test_half_a_grade_of_a_draft_is_not_shown(self, half):
        assert words_of(shown("heading", {"text": "A point", **half})) == "A point"


class TestEffectSizes:
    """The drawing, the words behind it and the table say the same."""

    def figure(self, **value):
        return shown("effects", {**preview_of("effects"), **value})

    def test_two_drawings_are_named_and_described(self):
        for drawing in self.figure().find_all("svg"):
            names = [drawing.find(id=name).text for name in drawing["aria-labelledby"].split()]
            assert names[0] == "Difference in pain, three invented studies"
            assert "First study: −12, range −20.5 to −3.5." in names[1]
            assert "less pain with treatment" in names[1]

    def test_ids_are_given_once(self):
        ids = [element["id"] for element in self.figure().find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_table_holds_every_number(self):
        cells = [[cell.text for cell in row.find_all(["th", "td"])] for row in self.figure().tbody.find_all("tr")]
        assert cells[0] == ["First study", "−12", "−20.5 to −3.5", "2019"]

    def test_unfinished_row_of_a_draft_is_left_out(self):
        rows = [{"label": "Half", "estimate": 1, "low": 3, "high": 2}, *preview_of("effects")["rows"][:1]]
        assert len(self.figure(rows=rows).tbody.find_all("tr")) == 1
