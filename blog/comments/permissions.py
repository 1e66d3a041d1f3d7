"""Who may do what with comments."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import ModelPermissionPolicy

MODERATE = "comments.moderate_comment"
ANSWER_URGENT = "comments.handle_urgentalert"
RECORD_ADVERSE_EVENTS = "comments.handle_adverseeventreport"
REPLY_AS_CLINIC = "comments.reply_as_clinic"
APPROVE_REPLIES = "comments.approve_reply"
ERASE_COMMENTERS = "comments.erase_commenter"


def can_moderate(user) -> bool:
    """True for active accounts with the permission to moderate comments."""
    return _has(user, MODERATE)


def can_answer_urgent(user) -> bool:
    """True for active accounts that may acknowledge and close urgent comments."""
    return _has(user, ANSWER_URGENT)


def can_record_adverse_events(user) -> bool:
    """True for active accounts that may see and fill the log of adverse events."""
    return _has(user, RECORD_ADVERSE_EVENTS)


def can_reply_as_clinic(user) -> bool:
    """True for active accounts that may answer readers in the clinic's name."""
    return _has(user, REPLY_AS_CLINIC)


def can_approve_replies(user) -> bool:
    """True for active accounts that may be the second person for somebody else's reply."""
    return _has(user, APPROVE_REPLIES)


def can_erase_commenters(user) -> bool:
    """True for active accounts that may export, erase and block commenters."""
    return _has(user, ERASE_COMMENTERS)


def _has(user, permission: str) -> bool:
    return user.is_active and user.has_perm(permission)


class CommentPermissionPolicy(ModelPermissionPolicy):
    """Moderators may look at comments and decide; nobody may write, change or delete one in the admin."""

    def user_has_permission(self, user, action):
        return action in ("moderate", "view") and can_moderate(user)

    def users_with_any_permission(self, actions):
        if not {"moderate", "view"} & set(actions):
            return get_user_model().objects.none()
        return super().users_with_any_permission(["moderate"])


class UrgentAlertPermissionPolicy(ModelPermissionPolicy):
    """Those who may answer urgent comments may look; nobody writes or deletes an alert in the admin."""

    def user_has_permission(self, user, action):
        return action == "view" and can_answer_urgent(user)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(["handle"])


class AdverseEventPermissionPolicy(ModelPermissionPolicy):
    """Those who may see the log may fill it; nobody deletes from it in the admin."""

    def user_has_permission(self, user, action):
        return action in ("view", "add", "change") and can_record_adverse_events(user)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(["handle"])
