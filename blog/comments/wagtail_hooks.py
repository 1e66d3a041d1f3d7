from wagtail import hooks
from wagtail.permissions import register_permission_policy

from blog.comments import log_actions
from blog.comments.bulk_actions import ApproveBulkAction, RefuseBulkAction, SpamBulkAction
from blog.comments.home_panel import add_comments_panel
from blog.comments.models import Comment
from blog.comments.permissions import CommentPermissionPolicy
from blog.comments.viewsets import CommentViewSet

register_permission_policy(Comment, CommentPermissionPolicy(Comment))
hooks.register("register_log_actions", log_actions.register)
hooks.register("register_bulk_action", ApproveBulkAction)
hooks.register("register_bulk_action", RefuseBulkAction)
hooks.register("register_bulk_action", SpamBulkAction)
hooks.register("construct_homepage_panels", add_comments_panel)


@hooks.register("register_admin_viewset")
def register_comment_viewset():
    return CommentViewSet()
