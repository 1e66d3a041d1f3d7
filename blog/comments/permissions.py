"""Who may decide on comments."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import ModelPermissionPolicy

MODERATE = "comments.moderate_comment"


def can_moderate(user) -> bool:
    """True for active accounts with the permission to moderate comments."""
    return user.is_active and user.has_perm(MODERATE)


class CommentPermissionPolicy(ModelPermissionPolicy):
    """Moderators may look at comments and decide; nobody may write, change or delete one in the admin."""

    def user_has_permission(self, user, action):
        return action in ("moderate", "view") and can_moderate(user)

    def users_with_any_permission(self, actions):
        if not {"moderate", "view"} & set(actions):
            return get_user_model().objects.none()
        return super().users_with_any_permission(["moderate"])
