"""Give the drafts of a series their days."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from blog.articles.actions import schedule_series
from blog.articles.actions.scheduling import refusals_of
from blog.articles.clock import PlannedTime
from blog.articles.errors import Refusal, SeriesNotScheduled
from blog.articles.forms import ScheduleSeriesForm
from blog.articles.models import ArticlePage, SeriesPage
from blog.articles.permissions import can_schedule
from blog.articles.views.desk import OnePageMixin

APPLY = "apply"


@dataclass(frozen=True)
class PlannedPart:
    """A line of the preview."""

    page: ArticlePage
    planned: PlannedTime
    refusals: list[Refusal]


class ScheduleSeriesView(OnePageMixin, FormView):
    """First shows the days, then schedules. A part that is refused keeps all from being scheduled."""

    page_model = SeriesPage
    template_name = "wagtailadmin/articles/schedule.html"
    form_class = ScheduleSeriesForm
    page_title = _("Schedule the parts")
    header_icon = "calendar-alt"

    def is_allowed(self):
        return can_schedule(self.request.user, self.page)

    def get_form_kwargs(self):
        drafts = ArticlePage.objects.child_of(self.page).filter(live=False).order_by("path")
        return {**super().get_form_kwargs(), "drafts": drafts}

    def get_initial(self):
        drafts = ArticlePage.objects.child_of(self.page).filter(live=False)
        return {"parts": list(drafts.values_list("pk", flat=True)), "hour": "09:00"}

    def form_valid(self, form):
        times = [(page, planned.moment) for page, planned in zip(form.chosen, form.planned_times, strict=True)]
        if APPLY not in self.request.POST:
            return self._show(form, refusals_of(times, self.request.user))
        try:
            scheduled = schedule_series(times=times, user=self.request.user)
        except SeriesNotScheduled as error:
            return self._show(form, error.refusals)
        words = ngettext("%(count)d part is scheduled.", "%(count)d parts are scheduled.", len(scheduled))
        messages.success(self.request, words % {"count": len(scheduled)})
        return redirect("wagtailadmin_explore", self.page.pk)

    def _show(self, form, refusals: list[Refusal]):
        preview = [
            PlannedPart(page, planned, [refusal for refusal in refusals if refusal.page.pk == page.pk])
            for page, planned in zip(form.chosen, form.planned_times, strict=True)
        ]
        return self.render_to_response(
            self.get_context_data(form=form, preview=preview, is_refused=bool(refusals), apply=APPLY)
        )
