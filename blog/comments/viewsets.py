"""The moderation desk, as a viewset of the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from blog.comments.desk.detail import CommentInspectView
from blog.comments.desk.filters import CommentFilterSet
from blog.comments.desk.listing import CommentIndexView, waiting_url
from blog.comments.desk.menu import CommentsMenuItem
from blog.comments.desk.report import StatisticsView
from blog.comments.models import Comment
from blog.comments.views import handling, moderation

__all__ = ["CommentViewSet", "waiting_url"]


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
    index_results_template_name = CommentIndexView.results_template_name
    inspect_template_name = CommentInspectView.template_name
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
            path("undo/", moderation.UndoLastView.as_view(), name="undo_last"),
            path("statistics/", StatisticsView.as_view(), name="statistics"),
            path("views/", handling.SaveViewView.as_view(), name="save_view"),
            path("views/<int:pk>/delete/", handling.DeleteViewView.as_view(), name="delete_view"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/decide/", moderation.DecideView.as_view(), name="decide"),
            path("<int:pk>/undo/", moderation.UndoView.as_view(), name="undo"),
            path("<int:pk>/claim/", handling.ClaimView.as_view(), name="claim"),
            path("<int:pk>/release/", handling.ReleaseView.as_view(), name="release"),
            path("<int:pk>/second-opinion/", handling.SecondOpinionView.as_view(), name="second_opinion"),
            path("<int:pk>/note/", handling.NoteView.as_view(), name="note"),
            path("<int:pk>/reveal/", handling.RevealView.as_view(), name="reveal"),
            path("<int:pk>/redact/", handling.RedactView.as_view(), name="redact"),
            path("<int:pk>/reply/", handling.ReplyView.as_view(), name="reply"),
        ]
