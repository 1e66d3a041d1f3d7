"""Pictures, drawings and video."""

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from clinicsite.core.blocks.text import InlineTextBlock, TextBlock


class FigureBlock(blocks.StructBlock):
    """A picture with its text alternative, or the word that it is decoration."""

    image = ImageChooserBlock(label=_("Picture"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        max_length=300,
        required=False,
        help_text=_("What a reader who cannot see it needs to know. Example: Nurse setting a drip to a slow rate."),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("Decoration"), required=False, help_text=_("It adds mood, not meaning. Screen readers skip it.")
    )
    caption = InlineTextBlock(label=_("Caption"), required=False)
    credit = blocks.CharBlock(label=_("Credit"), max_length=160, required=False)

    class Meta:
        icon = "image"
        group = _("Explain")
        label = _("Figure")
        label_format = _("Figure: {alt_text}")
        description = _("A picture with a caption and a text alternative.")
        template = "blocks/figure_block.html"
        preview_template = "blocks/previews/figure_block.html"
        preview_value = {"alt_text": "An armchair by a window beside a drip stand.", "caption": "The infusion room."}

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        has_text, is_decorative = bool((cleaned.get("alt_text") or "").strip()), cleaned.get("is_decorative")
        if not has_text and not is_decorative:
            message = _("Say what the picture shows, or tick Decoration.")
        elif has_text and is_decorative:
            message = _("A decoration has no text alternative: remove the words or untick Decoration.")
        else:
            return cleaned
        raise blocks.StructBlockValidationError(block_errors={"alt_text": ValidationError(message)})


class DiagramBlock(blocks.StructBlock):
    """One of the drawings that ship with the site: sharp at any size, in both themes, and in print."""

    drawing = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=[
            ("nmda_synapse", _("A nerve junction with ketamine in the channel")),
            ("history_timeline", _("Timeline from 1962 to 2025")),
            ("pain_pathway", _("From hand to brain: five places")),
            ("relief_over_time", _("How long a difference was seen")),
            ("altered_perception", _("Altered perception, people out of 100")),
            ("infusion_day", _("One infusion visit in five stages")),
        ],
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    caption = InlineTextBlock(label=_("Caption"))
    description = TextBlock(
        label=_("Text alternative"),
        features=["bold", "ul", "citation"],
        help_text=_("Everything the drawing shows, in words, with what is known and what is not."),
    )

    class Meta:
        icon = "view"
        group = _("Explain")
        label = _("Diagram")
        label_format = _("Diagram: {title}")
        description = _("A drawing with a caption and a full text alternative.")
        template = "blocks/diagram_block.html"
        preview_value = {
            "drawing": "altered_perception",
            "title": "Altered perception in one trial",
            "caption": "<p>People out of 100 who noticed it.</p>",
            "description": "<p>76 of 100 with the medicine and 18 of 100 with placebo.</p>",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        known = {name for name, _label in self.child_blocks["drawing"].field.choices if name}
        drawing = value.get("drawing")
        context["drawing_template"] = f"diagrams/{drawing}.html" if drawing in known else ""
        return context


VIDEO_HOSTS = {
    "youtube.com": "youtube",
    "www.youtube.com": "youtube",
    "m.youtube.com": "youtube",
    "youtu.be": "youtube",
    "www.youtube-nocookie.com": "youtube",
    "vimeo.com": "vimeo",
    "www.vimeo.com": "vimeo",
    "player.vimeo.com": "vimeo",
}


class VideoValue(blocks.StructValue):
    """A video elsewhere, known by its provider and number only."""

    @property
    def provider(self) -> str:
        """`youtube`, `vimeo`, or an empty string for any other host."""
        return VIDEO_HOSTS.get(urlsplit(self.get("url") or "").hostname or "", "")

    @property
    def provider_name(self) -> str:
        """The provider's name as readers know it."""
        return {"youtube": "YouTube", "vimeo": "Vimeo"}.get(self.provider, "")

    @property
    def video_id(self) -> str:
        """The provider's own number for the video; letters, digits, `-` and `_` only."""
        parts = urlsplit(self.get("url") or "")
        query = parse_qs(parts.query).get("v", [""])[0]
        last = parts.path.rstrip("/").rsplit("/", 1)[-1]
        candidate = query or last
        return candidate if candidate.replace("-", "").replace("_", "").isalnum() and candidate.isascii() else ""

    @property
    def frame_url(self) -> str:
        """The address of the player without tracking cookies, loaded only after a click."""
        if not self.video_id:
            return ""
        return {
            "youtube": f"https://www.youtube-nocookie.com/embed/{self.video_id}",
            "vimeo": f"https://player.vimeo.com/video/{self.video_id}?dnt=1",
        }.get(self.provider, "")


def has_words(rich_text) -> bool:
    """True where rich text holds more than empty paragraphs."""
    return bool(strip_tags(getattr(rich_text, "source", rich_text or "")).strip())


class VideoBlock(blocks.StructBlock):
    """A still and a named button; nothing is loaded from the provider before a reader presses it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address at YouTube or Vimeo"))
    still = ImageChooserBlock(label=_("Still picture"), required=False)
    minutes = blocks.IntegerBlock(label=_("Length in minutes"), min_value=1, max_value=240, required=False)
    transcript = TextBlock(
        label=_("Transcript"),
        required=False,
        help_text=_("What is said and what is shown, for readers who cannot or will not watch. Better than captions."),
    )
    captions = DocumentChooserBlock(
        label=_("Captions file"),
        required=False,
        help_text=_("A WebVTT file (.vtt). Only where there is no transcript: one of the two is required."),
    )
    checked_on = blocks.DateBlock(
        label=_("Last checked"), required=False, help_text=_("When a clinician last watched it to the end.")
    )

    class Meta:
        icon = "media"
        group = _("Explain")
        label = _("Video")
        label_format = _("Video: {title}")
        description = _("Loads nothing until it is pressed. Needs a transcript or captions.")
        template = "blocks/video_block.html"
        value_class = VideoValue
        preview_value = {
            "title": "A visit to the infusion room",
            "url": "https://vimeo.com/000000000",
            "minutes": 3,
            "transcript": "<p>The room has four chairs by a window.</p>",
            "checked_on": "2026-03-02",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        errors = {}
        if cleaned.get("url") and not cleaned.frame_url:
            errors["url"] = ValidationError(_("Give the address of one video at YouTube or Vimeo."))
        captions = cleaned.get("captions")
        if captions and captions.file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("Captions are a WebVTT file, whose name ends in .vtt."))
        if not self.is_deferred_validation and not captions and not has_words(cleaned.get("transcript")):
            errors["transcript"] = ValidationError(_("Give a transcript, or a file with captions."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned
