"""What readers get from each kind of section: its words, its markup, and nothing where nothing was written."""

import gc
import json

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from wagtail.images.tests.utils import get_test_image_file

from clinicsite.core.blocks.story import anchor_for
from clinicsite.core.models import ClinicSettings, Disclaimer
from clinicsite.library.blocks import CitingStoryBlock
from clinicsite.media.models import ClinicImage
from tests.factories.library import GlossaryTermFactory

STORY = CitingStoryBlock()
BLOCK_ID = "5f0c2a9e-0000-4000-8000-000000000000"
ANCHOR = anchor_for(BLOCK_ID)
PAGE = Template("{% load library_tags %}{% story stream %}")


def shown(block_type, value, **context) -> BeautifulSoup:
    """One section as it stands on a page."""
    stream = STORY.to_python([{"type": block_type, "value": value, "id": BLOCK_ID}])
    return BeautifulSoup(PAGE.render(Context({"stream": stream, **context})), "html.parser")


def preview_of(block_type):
    """The stored form of a section's preview value."""
    block = STORY.child_blocks[block_type]
    return json.loads(json.dumps(block.get_prep_value(block.get_preview_value())))


def words_of(html: BeautifulSoup) -> str:
    """What a reader sees, with single spaces."""
    return " ".join(html.get_text(" ").split())


@pytest.fixture
def picture(db):
    """A small uploaded picture that names who made it."""
    file = get_test_image_file(size=(40, 30))
    yield ClinicImage.objects.create(title="IMG_2041", file=file, credit="Drawing by the clinic")
    gc.collect()


PREVIEW_WORDS = {
    "takeaways": "Trials so far cannot say how likely ketamine is to help",
    "heading": "Signals can be amplified",
    "subheading": "What this means at home",
    "text": "It is real pain.",
    "quote": "Hannah Lindqvist",
    "diagram": "76 of 100 with the medicine",
    "steps": "You stay until you are steady.",
    "questions": "Bring an adult who can take you.",
    "table": "Higher levels of an oral dose",
    "video": "The room has four chairs by a window.",
    "evidence": "67 trials, 2,309 adults",
    "effects": "Taken together, the range reaches across the line of no difference.",
    "callout": "Ask the person who prescribes it.",
    "risks": "Bladder pain or needing to go often",
    "checklist": "On what date will we decide?",
    "call_to_action": "A nurse answers every call.",
}


@pytest.mark.parametrize(("block_type", "words"), PREVIEW_WORDS.items(), ids=PREVIEW_WORDS)
def test_section_shows_the_words_of_its_preview(block_type, words):
    assert words in words_of(shown(block_type, preview_of(block_type)))


EMPTY_VALUES = {
    "takeaways": {"points": []},
    "takeaways with an empty point": {"points": ["<p></p>"]},
    "heading": {"text": ""},
    "subheading": {"text": ""},
    "text": "",
    "quote": {"text": "", "who": "Somebody"},
    "figure": {"image": None, "caption": "<p>A caption</p>"},
    "diagram": {"drawing": "", "title": "A title", "caption": "", "description": ""},
    "steps": {"title": "A title", "steps": []},
    "questions": {"title": "A title", "items": []},
    "table": {"table": {"columns": [], "rows": [], "caption": "A caption"}, "note": ""},
    "glossary": {"term": None},
    "video": {"title": "A title", "url": "", "transcript": ""},
    "evidence": {"title": "A title", "rows": [], "note": ""},
    "effects": {"title": "A title", "rows": [], "caption": "<p>A caption</p>"},
    "callout": {"urgency": "emergency", "title": "A title", "text": ""},
    "risks": {"title": "A title", "common": [], "serious": [], "long_term": [], "who_should_not": [], "get_help": []},
    "checklist": {"title": "A title", "items": ["<p></p>"], "numbered": False},
    "disclaimer": {"disclaimer": None},
    "call_to_action": {"heading": "", "text": "", "link": {}},
}


@pytest.mark.parametrize(("name", "value"), EMPTY_VALUES.items(), ids=EMPTY_VALUES)
def test_section_without_content_leaves_nothing_behind(name, value):
    assert words_of(shown(name.split()[0], value)) == ""


def test_every_kind_of_section_is_covered_here():
    assert {name.split()[0] for name in EMPTY_VALUES} == set(STORY.child_blocks)


@pytest.mark.parametrize("block_type", ["heading", "subheading"])
def test_heading_keeps_the_anchor_of_its_block(block_type):
    heading = shown(block_type, {"text": "Any words"}).find(["h2", "h3"])
    assert heading["id"] == ANCHOR


@pytest.mark.parametrize("block_type", ["takeaways", "callout", "call_to_action"])
def test_labelled_section_is_named_by_its_own_heading(block_type):
    section = shown(block_type, preview_of(block_type)).section
    assert section.find(id=section["aria-labelledby"]).name in ("h2", "h3")


def test_titles_are_escaped():
    html = shown("callout", {"urgency": "good-to-know", "title": "<b>5 < 6</b>", "text": "<p>Text</p>"})
    assert html.h2.b is None


def test_quote_without_a_role_shows_only_the_name():
    html = shown("quote", {"text": "<p>Words</p>", "who": "Amara Okafor", "role": ""})
    assert words_of(html.figcaption) == "Amara Okafor"


# Wagtail leaves the temporary file of an AVIF copy to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
class TestFigure:
    """A picture is described, or said to be decoration."""

    def figure(self, picture, **value):
        return shown("figure", {"image": picture.pk, "caption": "", "credit": "", **value})

    def test_text_alternative_is_the_one_of_the_section(self, picture):
        html = self.figure(picture, alt_text="An armchair by a window.", is_decorative=False)
        assert html.img["alt"] == "An armchair by a window."

    def test_decoration_has_an_empty_text_alternative(self, picture):
        assert self.figure(picture, alt_text="", is_decorative=True).img["alt"] == ""

    def test_file_title_is_never_shown(self, picture):
        assert "IMG_2041" not in str(self.figure(picture, alt_text="", is_decorative=False))

    def test_picture_knows_its_size_before_it_is_loaded(self, picture):
        image = self.figure(picture, alt_text="A room").img
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0

    def test_captioned_figure_is_numbered(self, picture):
        html = self.figure(picture, alt_text="A room", caption="<p>The infusion room.</p>")
        assert words_of(html.figcaption).startswith("Figure The infusion room.")

    def test_figure_without_a_caption_takes_no_number(self, picture):
        html = self.figure(picture, alt_text="A room")
        assert "figure--numbered" not in html.figure["class"]

    def test_credit_of_the_picture_stands_in_for_a_missing_one(self, picture):
        assert "Drawing by the clinic" in words_of(self.figure(picture, alt_text="A room"))

    def test_credit_of_the_section_wins(self, picture):
        html = self.figure(picture, alt_text="A room", credit="Photo by a patient")
        assert "Drawing by the clinic" not in words_of(html)


class TestDiagram:
    """A drawing says in words what it shows."""

    def test_drawing_is_hidden_from_screen_readers(self):
        drawings = shown("diagram", preview_of("diagram")).find_all("svg")
        assert {drawing.get("aria-hidden") for drawing in drawings} == {"true"}

    def test_words_stand_in_the_page_without_script(self):
        details = shown("diagram", preview_of("diagram")).details
        assert "76 of 100 with the medicine" in words_of(details)

    def test_figure_is_named_by_its_title(self):
        figure = shown("diagram", preview_of("diagram")).figure
        assert words_of(figure.find(id=figure["aria-labelledby"])) == "Altered perception in one trial"

    def test_unknown_drawing_leaves_the_words(self):
        html = shown("diagram", {**preview_of("diagram"), "drawing": "../../base"})
        assert html.svg is None
        assert "76 of 100" in words_of(html)


class TestVideo:
    """Nothing is asked of the provider before a reader wants it."""

    def video(self, **value):
        return shown("video", {**preview_of("video"), **value})

    def test_no_frame_stands_in_the_page(self):
        assert self.video().iframe is None

    def test_other_hosts_are_named_only_in_a_link(self):
        html = self.video()
        for link in html.find_all("a"):
            link.decompose()
        assert "://" not in str(html)

    def test_reader_without_script_gets_a_link_to_the_video(self):
        assert self.video().a["href"] == "https://vimeo.com/000000000"

    def test_button_waits_for_the_script_that_serves_it(self):
        assert self.video().button.has_attr("hidden")

    def test_script_is_told_provider_and_number(self):
        stage = self.video(url="https://youtu.be/abc_123").find(attrs={"data-video": True})
        assert (stage["data-provider"], stage["data-video-id"]) == ("youtube", "abc_123")

    def test_address_of_another_host_leaves_only_the_transcript(self):
        html = self.video(url="https://example.org/film")
        assert html.a is None
        assert "four chairs" in words_of(html)


class TestCallout:
    """Three urgencies differ in words as well as in color."""

    @pytest.mark.parametrize(
        ("urgency", "heading"),
        [
            ("good-to-know", "Title"),
            ("talk-to-your-doctor", "Important: Title"),
            ("emergency", "Urgent advice: Title"),
        ],
    )
    def test_heading_says_how_urgent_it_is(self, urgency, heading):
        html = shown("callout", {"urgency": urgency, "title": "Title", "text": "<p>Text</p>"})
        assert words_of(html.h2) == heading

    @pytest.mark.parametrize(
        ("urgency", "heading"),
        [
            ("good-to-know", "Good to know"),
            ("talk-to-your-doctor", "Talk to your doctor"),
            ("emergency", "Urgent advice"),
        ],
    )
    def test_missing_title_is_replaced_by_the_urgency(self, urgency, heading):
        html = shown("callout", {"urgency": urgency, "title": "", "text": "<p>Text</p>"})
        assert words_of(html.h2) == heading


class TestEvidence:
    """A table whose certainty is in words, and that stays a table when it is stacked."""

    def evidence(self, **row):
        value = preview_of("evidence")
        value["rows"][0] = {**value["rows"][0].get("value", value["rows"][0]), **row}
        return shown("evidence", value)

    @pytest.mark.parametrize(
        ("certainty", "word"),
        [
            ("high", "High"),
            ("moderate", "Moderate"),
            ("low", "Low"),
            ("very-low", "Very low"),
            ("none", "None"),
            ("", "Not rated"),
        ],
    )
    def test_certainty_is_a_word(self, certainty, word):
        assert words_of(self.evidence(certainty=certainty).find(class_="certainty")) == word

    def test_certainty_bars_are_hidden_from_screen_readers(self):
        assert self.evidence().find(class_="certainty").svg["aria-hidden"] == "true"

    def test_caption_is_the_title(self):
        assert words_of(self.evidence().caption) == "Infusions for long-term pain"

    def test_first_cell_heads_its_row(self):
        assert words_of(self.evidence().find("th", scope="row")) == "Any long-term pain Review, 2025"

    def test_labels_of_stacked_cells_are_hidden_from_screen_readers(self):
        """They hear the column's header instead."""
        labels = self.evidence().find_all(class_="evidence__label")
        assert {label["aria-hidden"] for label in labels} == {"true"}

    def test_missing_duration_is_said(self):
        assert "Not stated" in words_of(self.evidence(duration=""))


class TestRisks:
    """One fixed order, with help last."""

    def test_groups_stand_in_their_order(self):
        headings = [words_of(heading) for heading in shown("risks", preview_of("risks")).find_all("h3")]
        assert headings == [
            "Common",
            "Serious",
            "With repeated or long use",
            "Who should not have it, or only after specialist advice",
            "Urgent advice: When to get help",
        ]

    def test_empty_group_is_left_out(self):
        html = shown("risks", {**preview_of("risks"), "serious": []})
        assert "Serious" not in words_of(html)

    def test_help_names_the_emergency_number_of_the_clinic(self, rf, home):
        texts = {"emergency_text": "Call now.", "crisis_text": "Call or text."}
        settings = ClinicSettings.for_site(home.get_site())
        settings.urgent_help = [("country", {"country": settings.country, "emergency_number": "911", **texts})]
        settings.save()
        request = rf.get("/", headers={"host": "testserver"})
        html = shown("risks", preview_of("risks"), request=request)
        assert "In an emergency, call 911." in words_of(html.find(class_="care"))

    def test_help_names_no_number_where_none_is_known(self):
        assert "In an emergency" not in words_of(shown("risks", preview_of("risks")))


def test_steps_are_an_ordered_list():
    steps = shown("steps", preview_of("steps")).ol.find_all("li", recursive=False)
    assert [words_of(step.h3) for step in steps] == ["Checks", "Rest"]


def test_step_without_a_time_shows_none():
    html = shown("steps", {"title": "A visit", "steps": [{"title": "Rest", "when": "", "text": "<p>Sit.</p>"}]})
    assert html.find(class_="walkthrough__when") is None


def test_answers_stand_open():
    html = shown("questions", preview_of("questions"))
    assert html.details is None


@pytest.mark.parametrize(("numbered", "name"), [(True, "ol"), (False, "ul")])
def test_checklist_is_numbered_on_request(numbered, name):
    html = shown("checklist", {**preview_of("checklist"), "numbered": numbered})
    assert html.find("li").parent.name == name


class TestTable:
    """A comparison that screen readers can walk and phones can scroll."""

    def table(self, kind="text", cell="Higher levels"):
        columns = [{"type": "text", "heading": "Medicine"}, {"type": kind, "heading": "What was seen"}]
        rows = [{"values": ["Grapefruit juice", cell]}]
        return shown("table", {"table": {"columns": columns, "rows": rows, "caption": "What changes levels"}})

    def test_table_has_a_caption(self):
        assert words_of(self.table().caption) == "What changes levels"

    def test_columns_are_headed(self):
        headers = self.table().find_all("th", scope="col")
        assert [words_of(header) for header in headers] == ["Medicine", "What was seen"]

    def test_first_column_heads_the_rows(self):
        assert words_of(self.table().find("th", scope="row")) == "Grapefruit juice"

    def test_scrolling_area_can_be_reached_by_keyboard(self):
        assert self.table().find(role="region")["tabindex"] == "0"

    def test_scrolling_area_is_named_by_the_caption(self):
        html = self.table()
        assert html.find(role="region")["aria-labelledby"] == html.caption["id"]

    def test_plain_words_are_escaped(self):
        assert self.table(cell="<b>bold</b>").td.b is None

    def test_rich_words_keep_their_markup(self):
        assert words_of(self.table(kind="rich_text", cell="<p><b>Bold</b></p>").td.b) == "Bold"


def test_glossary_term_shows_word_definition_and_other_names(db):
    term = GlossaryTermFactory(term="allodynia", definition="Pain from a light touch.", also_called="touch pain")
    note = shown("glossary", {"term": term.pk}).aside
    assert words_of(note) == "Allodynia Pain from a light touch. Also called touch pain"


def test_glossary_term_without_other_names_says_nothing_about_them(db):
    assert "Also called" not in words_of(shown("glossary", {"term": GlossaryTermFactory().pk}))


def test_disclaimer_shows_the_shared_text(db):
    disclaimer = Disclaimer.objects.create(name="off-label", title="Off-label use", text="<p>What that means.</p>")
    assert words_of(shown("disclaimer", {"disclaimer": disclaimer.pk})) == "Off-label use What that means."


def test_call_to_action_has_one_button():
    html = shown("call_to_action", preview_of("call_to_action"))
    assert [(link["href"], words_of(link)) for link in html.find_all("a")] == [
        ("https://clinic.example.org/", "Meet the team")
    ]


def test_call_to_action_without_an_address_shows_no_button():
    html = shown("call_to_action", {**preview_of("call_to_action"), "link": {"label": "Meet the team"}})
    assert html.a is None
    assert "A nurse answers every call." in words_of(html)
