"""The columns of the desk's table. Each row is one comment with everything needed to decide on it."""

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, Table

from blog.comments.desk.rows import Row, make_rows
from blog.comments.permissions import can_reply_as_clinic


class RowColumn(Column):
    """A cell that shows a part of a Row."""

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        return {
            **super().get_cell_context_data(instance, parent_context),
            "row": instance.row,
            "comment": instance,
            "can_reply": can_reply_as_clinic(request.user),
            "next": f"{parent_context.get('list_url') or listing_url(request)}",
            # A cell is rendered without the request that the form's token comes from.
            "csrf_token": get_token(request),
        }


class CommentColumn(RowColumn):
    """Who wrote what, where, why it waits and what triage found."""

    cell_template_name = "wagtailadmin/comments/comment_cell.html"


class DecisionColumn(RowColumn):
    """The state, who decided, and the buttons."""

    cell_template_name = "wagtailadmin/comments/decision_cell.html"


class DeskTable(Table):
    """Comments as rows that know themselves apart, so that one can be replaced without the others."""

    def __init__(self, columns, data, **kwargs):
        super().__init__(columns, list(data), **kwargs)

    def get_row_attrs(self, instance):
        return {**super().get_row_attrs(instance), "id": f"row-{instance.pk}", "data-desk-row": instance.pk}

    def get_caption(self):
        return _("Comments")


def desk_columns() -> list[Column]:
    """The columns of the list."""
    return [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="comment"),
        CommentColumn("comment", label=_("Comment"), width="62%"),
        DecisionColumn("decision", label=_("Decision")),
    ]


def dress(comments, user) -> list:
    """The comments, each with its row."""
    comments = list(comments)
    for comment, row in zip(comments, make_rows(comments, user), strict=True):
        comment.row = row
    return comments


def render_cells(row: Row, request, list_url: str) -> dict[str, str]:
    """The cells of one row as HTML, to replace those on a screen."""
    row.comment.row = row
    table = DeskTable(desk_columns()[1:], [row.comment])
    one = next(iter(table.rows))
    context = {"request": request, "list_url": list_url, "table": table, "row": one}
    return {name: one[name].render_html(context) for name in one}


def listing_url(request) -> str:
    """The list as it is filtered now, to come back to after a decision."""
    query = request.GET.copy()
    query.pop("_w_filter_fragment", None)
    return f"{reverse('comments:index')}?{query.urlencode()}"
