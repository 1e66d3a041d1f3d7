"""The moderation list in the Wagtail admin."""

import django_filters
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from blog.comments.models import Comment, CommentStatus, RefusalReason
from blog.comments.permissions import can_moderate
from blog.comments.views.moderation import DecideView, ModeratorRequiredMixin


def pages_with_comments(request):
    """The articles to choose from. Not Wagtail's page chooser: it shows moderators only pages they may edit."""
    return Page.objects.filter(Exists(Comment.objects.filter(page=OuterRef("pk")))).order_by("title")


class CommentFilterSet(WagtailFilterSet):
    """By state, article and day."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=CommentStatus.choices)
    page = django_filters.ModelChoiceFilter(label=_("Article"), queryset=pages_with_comments)
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)
    is_sample = django_filters.BooleanFilter(label=_("Sample data"))

    class Meta:
        model = Comment
        fields = []


class CommentColumn(Column):
    """Who wrote, the text in full, and whom it answers."""

    cell_template_name = "wagtailadmin/comments/comment_cell.html"


class ArticleColumn(Column):
    """The page, by its title and address."""

    cell_template_name = "wagtailadmin/comments/article_cell.html"


class DecisionColumn(Column):
    """The state, who decided, and the buttons."""

    cell_template_name = "wagtailadmin/comments/decision_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        changes = list(instance.status_changes.all())
        return {
            **context,
            "last_change": changes[-1] if changes else None,
            "reasons": RefusalReason.choices,
            "next": listing_url(parent_context["request"]),
            # A cell is rendered without the request that the form's token comes from.
            "csrf_token": get_token(parent_context["request"]),
        }


class CommentIndexView(ModeratorRequiredMixin, generic.IndexView):
    """Opens on the waiting comments, the oldest first; every other list newest first."""

    template_name = "wagtailadmin/comments/index.html"
    table_classname = "listing listing--comments"
    filterset_class = CommentFilterSet
    search_fields = ["text", "author_name"]
    is_searchable = True

    def get(self, request, *args, **kwargs):
        if not request.GET and not self.results_only:
            return HttpResponseRedirect(waiting_url())
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self):
        return Comment.objects.select_related("page", "parent").prefetch_related("status_changes")

    def get_ordering(self):
        is_queue = self.request.GET.get("status") == CommentStatus.PENDING
        self.default_ordering = "created_at" if is_queue else "-created_at"
        return super().get_ordering()

    @cached_property
    def columns(self):
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="comment"),
            CommentColumn("comment", label=_("Comment"), width="45%"),
            ArticleColumn("article", label=_("Article")),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
            DecisionColumn("decision", label=_("Decision"), width="25%"),
        ]


class CommentInspectView(ModeratorRequiredMixin, generic.InspectView):
    """One comment with what is needed to decide on it: the article, what it answers, its history."""

    template_name = "wagtailadmin/comments/inspect.html"
    page_title = _("Comment")

    def get_page_subtitle(self):
        return self.object.author_name

    def get_object(self, queryset=None):
        comment = super().get_object(queryset)
        self.history = list(comment.status_changes.all())
        return comment

    def get_context_data(self, **kwargs):
        ancestors = Comment.objects.in_bulk(self.object.ancestor_ids)
        return {
            **super().get_context_data(**kwargs),
            "comment": self.object,
            "ancestors": [ancestors[pk] for pk in self.object.ancestor_ids if pk in ancestors],
            "history": self.history,
            "reasons": RefusalReason.choices,
            "next": self.request.path,
        }


class CommentsMenuItem(MenuItem):
    """The menu entry, with the number of waiting comments."""

    def is_shown(self, request):
        return can_moderate(request.user)

    def render_component(self, request):
        waiting = Comment.objects.awaiting_moderation().count()
        label = gettext("Comments (%d)") % waiting if waiting else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


class CommentViewSet(ModelViewSet):
    """Comments are looked at and decided on here. Nobody writes, edits or deletes one."""

    model = Comment
    name = "comments"
    icon = "comment"
    menu_label = _("Comments")
    menu_order = 210
    menu_item_class = CommentsMenuItem
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 25
    exclude_form_fields = []
    index_view_class = CommentIndexView
    inspect_view_class = CommentInspectView
    index_template_name = CommentIndexView.template_name
    inspect_template_name = CommentInspectView.template_name
    search_fields = CommentIndexView.search_fields
    search_backend_name = None
    filterset_class = CommentFilterSet

    def get_common_view_kwargs(self, **kwargs):
        kwargs = super().get_common_view_kwargs(**kwargs)
        absent = ("history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name")
        return {name: value for name, value in kwargs.items() if name not in absent}

    def register_admin_url_finder(self):
        """Comments have no edit view to find."""

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/decide/", DecideView.as_view(), name="decide"),
        ]


def listing_url(request) -> str:
    """The list as it is filtered now, to come back to after a decision."""
    query = request.GET.copy()
    query.pop("_w_filter_fragment", None)
    return f"{reverse('comments:index')}?{query.urlencode()}"


def waiting_url() -> str:
    """The list of comments that wait."""
    return f"{reverse('comments:index')}?status={CommentStatus.PENDING}"
