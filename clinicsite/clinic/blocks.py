"""The bands of the home page. Each is optional, and an empty one leaves no heading behind."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinicsite.core.blocks.navigation import CallToActionBlock, LinkBlock
from clinicsite.core.blocks.strict import StrictStreamBlock
from clinicsite.core.blocks.text import InlineTextBlock


class PromiseBlock(blocks.StructBlock):
    """A bold lead and one sentence."""

    lead = blocks.CharBlock(label=_("Lead"), max_length=80)
    sentence = blocks.TextBlock(label=_("Sentence"), rows=2, max_length=240)

    class Meta:
        icon = "check"
        label_format = "{lead}"


class PromisesBlock(blocks.StructBlock):
    """What a reader can rely on."""

    promises = blocks.ListBlock(PromiseBlock(), min_num=1, max_num=3, label=_("Promises"))

    class Meta:
        icon = "check"
        label = _("Promises")
        description = _("Up to three things a reader can rely on.")
        template = "blocks/promises_block.html"
        preview_value = {
            "promises": [
                {"lead": "Two names on every article.", "sentence": "One person writes it, another one checks it."},
                {"lead": "Limits next to benefits.", "sentence": "How many people, how long, how sure."},
            ]
        }


class FeaturedSeriesBlock(blocks.StructBlock):
    """A series on the dark band, with its parts."""

    series = blocks.PageChooserBlock(page_type="articles.SeriesPage", label=_("Series"))
    button_label = blocks.CharBlock(label=_("Words on the button"), max_length=40, default="Start with part 1")

    class Meta:
        icon = "list-ol"
        label = _("Featured series")
        description = _("A series with all its parts.")
        template = "blocks/featured_series_block.html"
        preview_template = "blocks/previews/featured_series_block.html"
        preview_value = {"button_label": "Start with part 1"}


class HomeStepBlock(blocks.StructBlock):
    """One step on the way to an appointment."""

    title = blocks.CharBlock(label=_("Step"), max_length=80)
    when = blocks.CharBlock(label=_("When"), max_length=60, required=False)
    text = blocks.TextBlock(label=_("What happens"), rows=2, max_length=300)

    class Meta:
        icon = "steps"
        label_format = "{title}"


class HomeStepsBlock(blocks.StructBlock):
    """How it works, in numbered steps."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    steps = blocks.ListBlock(HomeStepBlock(), min_num=2, max_num=4, label=_("Steps"))

    class Meta:
        icon = "steps"
        label = _("Step by step")
        description = _("Up to four steps, each with a line that says when.")
        template = "blocks/home_steps_block.html"
        preview_value = {
            "heading": "What happens, step by step",
            "steps": [
                {"title": "You get in touch", "when": "Day 1", "text": "A sentence is enough."},
                {"title": "A nurse calls you back", "when": "Within two working days", "text": "She listens first."},
            ],
        }


class HomePeopleBlock(blocks.StructBlock):
    """Some of the team."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    people = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="people.TeamMemberPage", label=_("Person")),
        min_num=1,
        max_num=4,
        label=_("People"),
    )
    link = LinkBlock(label=_("Link to all"), may_be_empty=True)

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Up to four members of the team.")
        template = "blocks/home_people_block.html"
        preview_template = "blocks/previews/home_people_block.html"
        preview_value = {"heading": "The people behind these pages"}


class PlaceBlock(blocks.StructBlock):
    """Where the clinic is."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    address = blocks.TextBlock(label=_("Address"), rows=3)
    hours = blocks.TextBlock(label=_("Opening hours"), rows=3)
    phone = blocks.CharBlock(label=_("Phone"), max_length=40)
    access = blocks.TextBlock(label=_("Getting in"), rows=2, required=False)

    class Meta:
        icon = "clinic"
        label_format = "{name}"


class PlacesBlock(blocks.StructBlock):
    """The clinic's locations."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    places = blocks.ListBlock(PlaceBlock(), min_num=1, label=_("Places"))

    class Meta:
        icon = "clinic"
        label = _("Locations")
        description = _("Name, address, hours, phone and access.")
        template = "blocks/places_block.html"
        preview_value = {
            "heading": "Where to find us",
            "places": [
                {
                    "name": "Riverside",
                    "address": "100 Example Street\nSampleton, WA 00000",
                    "hours": "Monday to Thursday: 8 am to 5 pm",
                    "phone": "(206) 555-0114",
                    "access": "Step-free entrance and elevator.",
                }
            ],
        }


class LatestArticlesBlock(blocks.StructBlock):
    """The newest articles."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    introduction = InlineTextBlock(label=_("Introduction"), features=["bold", "link"], required=False)

    class Meta:
        icon = "doc-full"
        label = _("Latest articles")
        description = _("The three newest articles, by themselves.")
        template = "blocks/latest_articles_block.html"
        preview_template = "blocks/previews/latest_articles_block.html"
        preview_value = {"heading": "New to read"}


class HomeStoryBlock(StrictStreamBlock):
    """The home page below its title."""

    promises = PromisesBlock(group=_("Explain"))
    featured_series = FeaturedSeriesBlock(group=_("Read"))
    latest_articles = LatestArticlesBlock(group=_("Read"))
    steps = HomeStepsBlock(group=_("Explain"))
    people = HomePeopleBlock(group=_("Clinic"))
    places = PlacesBlock(group=_("Clinic"))
    invitation = CallToActionBlock(group=_("Invite"))

    class Meta:
        block_counts = {"invitation": {"max_num": 1}, "featured_series": {"max_num": 1}}
