"""What the list of comments can be narrowed by, without ever reading the whole table."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Page

from blog.comments.actions.handling import TIME_TAKEN
from blog.comments.models import Comment, CommentReport, CommentStatus
from blog.comments.triage import LABELS, LANES, TITLES

WAITING = "waiting"
ANY = "any"
STATES = [(WAITING, _("Waiting for a decision")), *CommentStatus.choices, (ANY, _("Any"))]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
# What no index answers is looked for among this many of the newest comments of a list.
LOOKED_THROUGH = 5_000
MOST_ARTICLES = 100
_NEEDS_NO_INDEX = ("lane", "label", "edit", "taken", "opinion")


class CommentFilterSet(WagtailFilterSet):
    """By state, lane, label, article, day, and who has to do with it."""

    status = django_filters.ChoiceFilter(label=_("State"), choices=STATES)
    lane = django_filters.ChoiceFilter(label=_("Lane"), choices=[(lane, TITLES[lane]) for lane in LANES])
    label = django_filters.ChoiceFilter(label=_("Label"), choices=[(label, TITLES[label]) for label in LABELS])
    article = django_filters.CharFilter(
        label=_("Article"), widget=forms.TextInput(attrs={"placeholder": _("Words of its title")})
    )
    page = django_filters.NumberFilter(label=_("Article number"), widget=forms.HiddenInput, max_value=2**31)
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)
    reported = django_filters.ChoiceFilter(label=_("Reported by readers"), choices=YES_NO[:1])
    edit = django_filters.ChoiceFilter(label=_("Edit that waits"), choices=YES_NO[:1])
    taken = django_filters.ChoiceFilter(
        label=_("Taken by"), choices=[("me", _("Me")), ("nobody", _("Nobody")), ("others", _("Somebody else"))]
    )
    opinion = django_filters.ChoiceFilter(
        label=_("Second opinion"), choices=[("asked", _("Asked")), ("for-me", _("Asked by somebody else"))]
    )
    staff = django_filters.ChoiceFilter(label=_("Written by the clinic"), choices=YES_NO)
    is_sample = django_filters.ChoiceFilter(label=_("Sample data"), choices=YES_NO)

    class Meta:
        model = Comment
        fields = []

    @property
    def chosen(self) -> dict:
        """What is narrowed by, as far as it makes sense."""
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    def is_queue(self, is_searching: bool) -> bool:
        """True for the list of what waits: asked for, or nothing else asked for."""
        state = self.chosen.get("status")
        return state == WAITING or (state is None and not is_searching)

    def filter_queryset(self, queryset):
        """Left to `narrow`, which has to know whether somebody searches."""
        return queryset

    def narrow(self, queryset: QuerySet, *, is_queue: bool, is_bounded: bool) -> QuerySet:
        """The comments asked for. A list that is neither the queue nor `is_bounded` is cut before slow conditions."""
        chosen = self.chosen
        for name in ("status", "article", "page", "created_at", "reported", "staff", "is_sample"):
            if name in chosen:
                queryset = getattr(self, f"_by_{name}")(queryset, chosen[name])
        slow = [name for name in _NEEDS_NO_INDEX if name in chosen]
        if slow and not is_queue and not is_bounded:
            newest = queryset.order_by("-created_at", "-pk").values("pk")[:LOOKED_THROUGH]
            queryset = queryset.model.objects.filter(pk__in=newest)
        for name in slow:
            queryset = getattr(self, f"_by_{name}")(queryset, chosen[name])
        return queryset

    @property
    def is_cut(self) -> bool:
        """True where only the newest comments are looked through."""
        return any(name in self.chosen for name in _NEEDS_NO_INDEX)

    def _by_status(self, queryset, state):
        if state == WAITING:
            return queryset.filter(waiting_since__isnull=False)
        return queryset if state == ANY else queryset.filter(status=state)

    def _by_article(self, queryset, words):
        named = Page.objects.filter(title__icontains=words).order_by("-pk").values_list("pk", flat=True)
        return queryset.filter(page_id__in=list(named[:MOST_ARTICLES]))

    def _by_page(self, queryset, number):
        return queryset.filter(page_id=int(number))

    def _by_created_at(self, queryset, days):
        if days.start:
            queryset = queryset.filter(created_at__gte=days.start)
        return queryset.filter(created_at__lte=days.stop) if days.stop else queryset

    def _by_reported(self, queryset, _yes):
        still_open = CommentReport.objects.filter(closed_at__isnull=True).values("comment")
        return queryset.filter(pk__in=still_open)

    def _by_staff(self, queryset, answer):
        return queryset.filter(staff_author__isnull=answer == "no")

    def _by_is_sample(self, queryset, answer):
        return queryset.filter(is_sample=answer == "yes")

    def _by_lane(self, queryset, lane):
        return queryset.filter(urgency=LANES.index(lane), lane=lane)

    def _by_label(self, queryset, label):
        # Whole labels only: `crisis` is not `crisis_soft`.
        return queryset.filter(labels__regex=rf"(^|,){label}(,|$)")

    def _by_edit(self, queryset, _yes):
        return queryset.exclude(edited_text="")

    def _by_taken(self, queryset, by):
        since = timezone.now() - TIME_TAKEN
        if by == "me":
            return queryset.filter(claimed_by=self.request.user, claimed_at__gt=since)
        if by == "others":
            return queryset.filter(claimed_at__gt=since).exclude(claimed_by=self.request.user)
        return queryset.exclude(claimed_by__isnull=False, claimed_at__gt=since)

    def _by_opinion(self, queryset, asked):
        queryset = queryset.filter(second_opinion_at__isnull=False)
        return queryset.exclude(second_opinion_by=self.request.user) if asked == "for-me" else queryset
