"""The statistics of the desk as a report: charts with their tables, and the same as CSV."""

import csv
import datetime
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.figures import read_statistics
from blog.comments.permissions import can_moderate

DAYS_SHOWN = 84
MOST_DAYS = 366
# What a spreadsheet would take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDTH, HEIGHT, GAP = 640, 160, 4


class RangeForm(forms.Form):
    """From one day to another, at most a year."""

    first = forms.DateField(label=gettext_lazy("From"), widget=AdminDateInput)
    last = forms.DateField(label=gettext_lazy("To"), widget=AdminDateInput)

    def clean(self):
        given = super().clean()
        if given.get("first") and given.get("last"):
            if given["first"] > given["last"]:
                raise forms.ValidationError(_("The first day comes after the last one."))
            if (given["last"] - given["first"]).days > MOST_DAYS:
                raise forms.ValidationError(_("Choose at most a year."))
        return given


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, in the units of its drawing; `second` is a thinner mark above it."""

    label: str
    value: int
    x: int
    y: int
    width: int
    height: int
    second: int | None = None
    second_y: int = 0

    @property
    def middle(self) -> int:
        """Where its label stands."""
        return self.x + self.width // 2

    @property
    def end(self) -> int:
        """Its right edge."""
        return self.x + self.width


def bars(rows: list[tuple]) -> list[Bar]:
    """Bars for (label, value) or (label, value, second value), as wide as the drawing allows."""
    highest = max([1, *(value for row in rows for value in row[1:])])
    step = WIDTH // max(len(rows), 1)
    drawn = []
    for place, (label, value, *second) in enumerate(rows):
        height = round(HEIGHT * value / highest)
        other = second[0] if second else None
        drawn.append(
            Bar(
                label,
                value,
                place * step,
                HEIGHT - height,
                max(step - GAP, 2),
                height,
                other,
                HEIGHT - round(HEIGHT * (other or 0) / highest),
            )
        )
    return drawn


class StatisticsView(ModeratorRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Waiting time by week, refusals by reason, load by weekday and hour."""

    template_name = "wagtailadmin/comments/statistics.html"
    page_title = gettext_lazy("Comments: statistics")
    header_icon = "comment"

    def get(self, request, *args, **kwargs):
        today = timezone.localdate()
        days = {"first": today - datetime.timedelta(days=DAYS_SHOWN - 1), "last": today}
        self.form = RangeForm(request.GET if "first" in request.GET else days)
        if self.form.is_valid():
            days = self.form.cleaned_data
        self.statistics = read_statistics(days["first"], days["last"])
        if request.GET.get("export") == "csv":
            return csv_of(self.statistics)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @property
    def header_buttons(self):
        query = f"first={self.statistics.first.isoformat()}&last={self.statistics.last.isoformat()}"
        address = f"{reverse('comments:statistics')}?{query}&export=csv"
        return [HeaderButton(_("Download as CSV"), url=address, icon_name="download")]

    def get_context_data(self, **kwargs):
        found = self.statistics
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "statistics": found,
            "waits": bars([(week.label, week.median, week.ninetieth) for week in found.weeks]),
            "weekdays": bars(found.by_weekday),
            "hours": bars(found.by_hour),
            "width": WIDTH,
            "height": HEIGHT,
        }


class StatisticsMenuItem(MenuItem):
    """In the menu of reports, for moderators."""

    def is_shown(self, request):
        return can_moderate(request.user)


def statistics_menu_item() -> MenuItem:
    """The entry in the menu of reports."""
    return StatisticsMenuItem(
        gettext_lazy("Comments"),
        reverse("comments:statistics"),
        name="comments-statistics",
        icon_name="comment",
        order=700,
    )


def csv_of(statistics) -> HttpResponse:
    """The numbers as CSV; no cell begins like a formula."""
    name = f"comments-{statistics.first.isoformat()}-{statistics.last.isoformat()}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    writer = csv.writer(response)
    writer.writerow([_("What"), _("Of"), _("Count")])
    writer.writerows([harmless(cell) for cell in row] for row in statistics.rows())
    return response


def harmless(cell) -> str:
    """A cell that a spreadsheet takes for text or a number, never for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
