from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from blog.comments import log_actions, safety_log_actions
from blog.comments.bulk_actions import ApproveBulkAction, RefuseBulkAction, SpamBulkAction
from blog.comments.desk.report import statistics_menu_item
from blog.comments.home_panel import add_comments_panel
from blog.comments.looking import look_at_reader_text
from blog.comments.models import AdverseEventReport, Comment, UrgentAlert
from blog.comments.permissions import (
    AdverseEventPermissionPolicy,
    CommentPermissionPolicy,
    UrgentAlertPermissionPolicy,
)
from blog.comments.safety_admin import (
    add_urgent_panel,
    forget_changed_phrases,
    safety_addresses,
    safety_menu_item,
    urgent_banner_script,
)
from blog.comments.unwatched_panel import add_unwatched_panel
from blog.comments.views.adverse_events import ReportViewSet
from blog.comments.views.alerts import AlertViewSet
from blog.comments.views.commenters import commenter_addresses, commenters_menu_item
from blog.comments.views.highlighting import HighlightView
from blog.comments.views.phrases import PhraseRuleViewSet
from blog.comments.views.replies import ReplyTemplateViewSet
from blog.comments.views.rota import RotaViewSet
from blog.comments.viewsets import CommentViewSet
from clinicsite.core.reader_text import LOOK_HOOK

register_permission_policy(Comment, CommentPermissionPolicy(Comment))
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_bulk_action", ApproveBulkAction)
hooks.register("register_bulk_action", RefuseBulkAction)
hooks.register("register_bulk_action", SpamBulkAction)
hooks.register("construct_homepage_panels", add_comments_panel)
hooks.register("register_reports_menu_item", statistics_menu_item)
hooks.register(LOOK_HOOK, look_at_reader_text)


@hooks.register("register_admin_viewset")
def register_comment_viewset():
    return CommentViewSet()


@hooks.register("register_admin_urls")
def register_highlight_address():
    return [path("comment-highlights/<int:pk>/", HighlightView.as_view(), name="comment_highlight")]


# Urgent comments, identifying details, side effects, replies of the clinic, listed phrases.
register_permission_policy(UrgentAlert, UrgentAlertPermissionPolicy(UrgentAlert))
register_permission_policy(AdverseEventReport, AdverseEventPermissionPolicy(AdverseEventReport))
register_snippet(RotaViewSet)
register_snippet(ReplyTemplateViewSet)
register_snippet(PhraseRuleViewSet)
hooks.register("register_log_actions", safety_log_actions.register)
hooks.register("register_admin_viewset", lambda: [AlertViewSet(), ReportViewSet()])
hooks.register("register_admin_urls", safety_addresses)
hooks.register("register_admin_menu_item", safety_menu_item)
hooks.register("construct_homepage_panels", add_urgent_panel)
hooks.register("construct_homepage_panels", add_unwatched_panel)
hooks.register("insert_global_admin_js", urgent_banner_script)
for event in ("after_create_snippet", "after_edit_snippet", "after_delete_snippet"):
    hooks.register(event, forget_changed_phrases)

# Writers with an address.
hooks.register("register_admin_urls", commenter_addresses)
hooks.register("register_admin_menu_item", commenters_menu_item)
