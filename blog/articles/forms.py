"""What editors type to begin articles and to schedule a series."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from blog.articles.clock import PlannedTime, planned_times
from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage, Topic
from clinicsite.core.panels import pages_for

FEWEST_PARTS, MOST_PARTS, USUAL_PARTS = 2, 12, 6
LONGEST_TITLE = 255
MOST_BETWEEN = 90


class PlaceField(forms.ModelChoiceField):
    """A page, named as in the list of pages."""

    def label_from_instance(self, page):
        return page.get_admin_display_title()


class StartArticleForm(forms.Form):
    """A new article from the template."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        help_text=_("The question it answers, in a reader's words. Example: How long does relief last?"),
    )
    parent = PlaceField(
        label=_("Where"),
        queryset=ArticleIndexPage.objects.none(),
        empty_label=None,
        help_text=_("In a series it becomes the last part; you can move it later."),
    )
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.all(), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        places = pages_for(user, "add").type(ArticleIndexPage, SeriesPage)
        self.fields["parent"].queryset = places.order_by("path")


class StartSeriesForm(forms.Form):
    """A new series from the template, with its parts."""

    title = forms.CharField(
        label=_("Title of the series"), max_length=LONGEST_TITLE, help_text=_("Example: Living with nerve pain.")
    )
    parent = PlaceField(label=_("Where"), queryset=ArticleIndexPage.objects.none(), empty_label=None)
    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.all(), required=False)
    part_count = forms.IntegerField(
        label=_("Number of parts"),
        min_value=FEWEST_PARTS,
        max_value=MOST_PARTS,
        initial=USUAL_PARTS,
        help_text=_("Two to twelve. Parts can be added and removed later."),
    )
    part_titles = forms.CharField(
        label=_("Titles of the parts"),
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=_("If you know them: one a line, in reading order. Parts without a title are numbered."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = pages_for(user, "add", ArticleIndexPage).order_by("path")

    def clean_part_titles(self):
        titles = [line.strip() for line in self.cleaned_data["part_titles"].splitlines() if line.strip()]
        if any(len(title) > LONGEST_TITLE for title in titles):
            raise forms.ValidationError(_("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE})
        return titles

    def clean(self):
        cleaned = super().clean()
        count, titles = cleaned.get("part_count"), cleaned.get("part_titles", [])
        if count and len(titles) > count:
            words = _("These are %(titles)d titles for %(parts)d parts. Remove some, or raise the number of parts.")
            self.add_error("part_titles", words % {"titles": len(titles), "parts": count})
        return cleaned

    @property
    def titles_of_parts(self) -> list[str]:
        """One a part, empty where none was given."""
        titles = self.cleaned_data["part_titles"]
        return titles + [""] * (self.cleaned_data["part_count"] - len(titles))


class ScheduleSeriesForm(forms.Form):
    """When the drafts of a series go live."""

    parts = forms.ModelMultipleChoiceField(
        label=_("Parts"),
        queryset=ArticlePage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In this order. Parts that are published already are not listed."),
        error_messages={"required": _("Choose at least one part.")},
    )
    first_day = forms.DateField(label=_("First part on"), widget=AdminDateInput)
    hour = forms.TimeField(
        label=_("Time of day"), widget=forms.TimeInput(attrs={"type": "time"}), help_text=_("By the clock of the site.")
    )
    every = forms.IntegerField(label=_("Then every"), min_value=1, max_value=MOST_BETWEEN, initial=1)
    unit = forms.ChoiceField(label=_("Days or weeks"), choices=[("7", _("weeks")), ("1", _("days"))])

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["parts"]
        field.queryset = drafts
        field.label_from_instance = lambda page: page.draft_title
        zone = timezone.get_default_timezone_name()
        self.fields["hour"].help_text = _("By the clock of the site: %(zone)s.") % {"zone": zone}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and self.planned_times[0].moment <= timezone.now():
            self.add_error("first_day", _("The first time has passed. Choose a later one."))
        return cleaned

    @property
    def chosen(self) -> list[ArticlePage]:
        """The chosen parts in reading order."""
        return sorted(self.cleaned_data["parts"], key=lambda page: page.path)

    @property
    def planned_times(self) -> list[PlannedTime]:
        """One a chosen part."""
        values = self.cleaned_data
        days_between = values["every"] * int(values["unit"])
        zone = timezone.get_default_timezone()
        return planned_times(values["first_day"], values["hour"], days_between, len(values["parts"]), zone)
