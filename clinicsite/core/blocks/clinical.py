"""Sections that only a clinical page needs: what is known, how sure it is, and what can go wrong."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from clinicsite.core.blocks.grades import CERTAINTY_CHOICES
from clinicsite.core.blocks.text import InlineTextBlock, TextBlock


def sentence_list(label, help_text="", min_num=0) -> blocks.ListBlock:
    """A list of single sentences, each of which may cite."""
    return blocks.ListBlock(InlineTextBlock(label=_("Point")), label=label, help_text=help_text, min_num=min_num)


class TakeawaysBlock(blocks.StructBlock):
    """The answer first: what a tired reader could stop after."""

    points = sentence_list(
        _("Points"), _("Three to five sentences. Put the limit next to the benefit, with its reference."), min_num=1
    )

    class Meta:
        icon = "list-ul"
        group = _("Write")
        label = _("Key takeaways")
        description = _("“In short”: three to five sentences a tired reader could stop after. Once, at the top.")
        template = "blocks/takeaways_block.html"
        preview_value = {
            "points": [
                "<p>Pain can persist because nerve cells have become easier to set off.</p>",
                "<p>Trials so far cannot say how likely ketamine is to help with long-term pain.</p>",
            ]
        }


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss, in one of three urgencies."""

    urgency = blocks.ChoiceBlock(
        label=_("Urgency"),
        choices=[
            ("good-to-know", _("Good to know")),
            ("talk-to-your-doctor", _("Talk to your doctor")),
            ("emergency", _("Call emergency services")),
        ],
        default="good-to-know",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        group = _("Protect")
        label = _("Callout")
        label_format = "{urgency}: {title}"
        description = _("When a reader must not miss it. At most two a page; the red one at most once.")
        template = "blocks/callout_block.html"
        preview_value = {
            "urgency": "talk-to-your-doctor",
            "title": "Before you change a medicine",
            "text": "<p>Do not stop or start anything because of an article. Ask the person who prescribes it.</p>",
        }


class EvidenceRowBlock(blocks.StructBlock):
    """One source and how sure it lets us be."""

    condition = blocks.CharBlock(label=_("Condition"), max_length=120)
    source = InlineTextBlock(label=_("Source"), help_text=_("Who and when, with the reference."))
    size = blocks.CharBlock(label=_("Size"), max_length=120, help_text=_("Example: 67 trials, 2,309 adults."))
    duration = blocks.CharBlock(label=_("How long"), max_length=120, required=False)
    finding = InlineTextBlock(label=_("What was found"))
    certainty = blocks.ChoiceBlock(
        label=_("Certainty"), choices=CERTAINTY_CHOICES, help_text=_("As the source rates it. Never upgrade one.")
    )

    class Meta:
        icon = "doc-full"
        label_format = "{condition}: {certainty}"


class EvidenceBlock(blocks.StructBlock):
    """What the studies showed, always with a certainty column in words."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    rows = blocks.ListBlock(EvidenceRowBlock(label=_("Row")), min_num=1, label=_("Rows"))
    note = InlineTextBlock(label=_("Note under the table"), required=False)

    class Meta:
        icon = "evidence"
        group = _("Prove")
        label = _("What the evidence shows")
        label_format = _("Evidence: {title}")
        description = _("Condition, source, size, duration, finding and certainty. Stacks on phones.")
        template = "blocks/evidence_block.html"
        preview_value = {
            "title": "Infusions for long-term pain",
            "rows": [
                {
                    "condition": "Any long-term pain",
                    "source": "<p>Review, 2025</p>",
                    "size": "67 trials, 2,309 adults",
                    "duration": "Soon after treatment",
                    "finding": "<p>No clear, meaningful benefit over placebo.</p>",
                    "certainty": "very-low",
                }
            ],
        }


class RisksBlock(blocks.StructBlock):
    """Side effects and safeguards in one fixed order, so that nothing is left out by habit."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    common = sentence_list(_("Common"), _("Often noticed, usually fading within hours."))
    serious = sentence_list(_("Serious"))
    long_term = sentence_list(_("With repeated or long use"))
    who_should_not = sentence_list(_("Who should not have it, or only after specialist advice"))
    get_help = sentence_list(_("When to get help"), _("Signs that need a call now."))

    class Meta:
        icon = "warning"
        group = _("Protect")
        label = _("Risks and side effects")
        label_format = _("Risks: {title}")
        description = _("Common, serious, long-term, who should not, and when to get help.")
        template = "blocks/risks_block.html"
        preview_value = {
            "title": "Side effects to know about",
            "common": ["<p>Feeling detached or dizzy</p>", "<p>Nausea</p>"],
            "serious": ["<p>A marked rise in blood pressure</p>"],
            "long_term": ["<p>Bladder pain or needing to go often</p>"],
            "who_should_not": ["<p>People with active psychosis</p>"],
            "get_help": ["<p>Trouble breathing</p>", "<p>Chest pain</p>"],
        }


class StepBlock(blocks.StructBlock):
    """One step of a visit."""

    title = blocks.CharBlock(label=_("Step"), max_length=120)
    when = blocks.CharBlock(label=_("When"), max_length=80, required=False)
    text = TextBlock(label=_("What happens"))

    class Meta:
        icon = "arrow-right"
        label_format = "{title}"


class StepsBlock(blocks.StructBlock):
    """What to expect, step by step."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), min_num=2, label=_("Steps"))

    class Meta:
        icon = "steps"
        group = _("Explain")
        label = _("What to expect")
        label_format = _("Steps: {title}")
        description = _("Numbered steps, each with a line that says when.")
        template = "blocks/steps_block.html"
        preview_value = {
            "title": "The day of a visit",
            "steps": [
                {"title": "Checks", "when": "First half hour", "text": "<p>Blood pressure, pulse, questions.</p>"},
                {"title": "Rest", "when": "Afterward", "text": "<p>You stay until you are steady.</p>"},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = TextBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        label_format = "{question}"


class QuestionsBlock(blocks.StructBlock):
    """Questions readers ask, with the answers in full view."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        group = _("Explain")
        label = _("Questions and answers")
        label_format = _("Questions: {title}")
        description = _("Answers stand open: nothing is hidden behind a click.")
        template = "blocks/questions_block.html"
        preview_value = {
            "title": "Questions people ask",
            "items": [{"question": "Can I drive home?", "answer": "<p>No. Bring an adult who can take you.</p>"}],
        }


class GlossaryTermBlock(blocks.StructBlock):
    """A word explained in the margin, from the shared glossary."""

    term = SnippetChooserBlock("library.GlossaryTerm", label=_("Term"))

    class Meta:
        icon = "margin-note"
        group = _("Explain")
        label = _("Glossary term")
        label_format = _("Term: {term}")
        description = _("Explains a word beside the text. The definition is kept in the glossary.")
        template = "blocks/glossary_term_block.html"
        preview_template = "blocks/previews/glossary_term_block.html"
        preview_value = {}


class DisclaimerBlock(blocks.StructBlock):
    """A reusable text, changed in one place."""

    disclaimer = SnippetChooserBlock("core.Disclaimer", label=_("Text"))

    class Meta:
        icon = "clipboard-list"
        group = _("Protect")
        label = _("Disclaimer")
        label_format = _("Disclaimer: {disclaimer}")
        description = _("A shared legal or safety text. Changing it changes every page that shows it.")
        template = "blocks/disclaimer_block.html"
        preview_template = "blocks/previews/disclaimer_block.html"
        preview_value = {}
