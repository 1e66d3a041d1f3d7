"""The desk's list: what waits in order of urgency, and every other comment newest first."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from blog.comments.actions.undoing import last_decision_of
from blog.comments.desk.access import ModeratorRequiredMixin
from blog.comments.desk.columns import DeskTable, desk_columns, dress, listing_url
from blog.comments.desk.filters import LOOKED_THROUGH, WAITING, CommentFilterSet
from blog.comments.desk.lanes import queue_for
from blog.comments.desk.paging import MOST_LISTED, BoundedPaginator
from blog.comments.desk.rows import for_rows
from blog.comments.models import Comment, RefusalReason, ReplyTemplate, SavedView
from blog.comments.search_index import MOST_MATCHES, find_comments

# The lists that the tabs do not keep: a lane is looked at from its beginning.
_DROPPED_BY_TABS = ("p", "lane", "status", "_w_filter_fragment")


class CommentIndexView(ModeratorRequiredMixin, generic.IndexView):
    """Opens on everything that waits, the most urgent lane and the oldest first, or on a moderator's own view."""

    template_name = "wagtailadmin/comments/index.html"
    results_template_name = "wagtailadmin/comments/index_results.html"
    table_class = DeskTable
    table_classname = "listing listing--comments"
    filterset_class = CommentFilterSet
    paginator_class = BoundedPaginator
    is_searchable = True
    page_title = gettext_lazy("Comments")

    def get(self, request, *args, **kwargs):
        if not request.GET and not self.results_only:
            default = SavedView.objects.filter(user=request.user, is_default=True).first()
            if default:
                return HttpResponseRedirect(f"{reverse('comments:index')}?{default.query}")
        return super().get(request, *args, **kwargs)

    def get_search_form(self):
        placeholder = _("Search all comments")
        given = [self.request.GET] if self.search_kwarg in self.request.GET else []
        return SearchForm(*given, placeholder=placeholder)

    @cached_property
    def columns(self):
        return desk_columns()

    @cached_property
    def is_queue(self) -> bool:
        """True where the list is of what waits."""
        self.filters.is_valid()
        return self.filters.is_queue(self.is_searching)

    @cached_property
    def queue(self):
        """The counts of the lanes."""
        return queue_for(self.request)

    def get_queryset(self):
        queryset = Comment.objects.waiting() if self.is_queue else Comment.objects.order_by("-created_at", "-pk")
        if self.is_searching:
            self.matches = find_comments(self.search_query)
            queryset = queryset.filter(pk__in=self.matches)
        queryset = self.filters.narrow(queryset, is_queue=self.is_queue, is_bounded=self.is_searching)
        if not queryset.ordered:
            queryset = queryset.order_by("-created_at", "-pk")
        return for_rows(queryset)

    def get_paginator(self, queryset, per_page, **kwargs):
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        if self.is_queue and not self.is_searching:
            paginator.total = self._known_count()
        return paginator

    def _known_count(self) -> int | None:
        """How many wait, where the lanes' counts say it already."""
        asked = set(self.filters.chosen) - {"status"}
        if not asked:
            return self.queue.count
        if asked == {"lane"}:
            lane = self.filters.chosen["lane"]
            return next(found.count for found in self.queue.lanes if found.name == lane)
        return None

    @property
    def limits(self) -> list[str]:
        """What a moderator has to know of a list that does not reach all the way back."""
        said = []
        if self.is_searching and len(self.matches) >= MOST_MATCHES:
            said.append(_("The newest %d comments with these words were looked through.") % MOST_MATCHES)
        elif not self.is_queue and not self.is_searching and self.filters.is_cut:
            said.append(_("The newest %d comments of this list were looked through.") % LOOKED_THROUGH)
        return said

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["object_list"] = context["table"].data = dress(context["object_list"], self.request.user)
        return {
            **context,
            "queue": self.queue,
            "is_queue": self.is_queue,
            "tabs": self._tabs(),
            "lane": self.filters.chosen.get("lane", ""),
            "limits": self.limits,
            "most_listed": MOST_LISTED,
            "reasons": RefusalReason.choices,
            "saved_views": SavedView.objects.filter(user=self.request.user),
            "list_url": listing_url(self.request),
            "view_query": self._query_without_page(),
            "reply_templates": [] if self.results_only else ReplyTemplate.objects.filter(is_active=True),
            "last_decision": None if self.results_only else last_decision_of(self.request.user),
        }

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(_("Everything waiting"), url=waiting_url(), icon_name="list-ul"),
            HeaderButton(_("Keyboard"), icon_name="keyboard", attrs={"data-desk-help": "", "type": "button"}),
        ]

    def _tabs(self) -> list[dict]:
        """The lanes as links that keep the other filters."""
        query = self.request.GET.copy()
        for name in _DROPPED_BY_TABS:
            query.pop(name, None)
        if self.is_searching:
            query.pop(self.search_kwarg, None)
        query["status"] = WAITING
        everything = f"{self.index_url}?{query.urlencode()}"
        tabs = []
        for lane in self.queue.lanes:
            query["lane"] = lane.name
            tabs.append({"lane": lane, "url": f"{self.index_url}?{query.urlencode()}"})
        return [{"lane": None, "url": everything}, *tabs]

    def _query_without_page(self) -> str:
        query = self.request.GET.copy()
        for name in ("p", "_w_filter_fragment"):
            query.pop(name, None)
        return query.urlencode()


def waiting_url() -> str:
    """The list of comments that wait."""
    return f"{reverse('comments:index')}?status={WAITING}"
