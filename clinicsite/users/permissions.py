"""Who may manage whose account."""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

from clinicsite.users.models import User


def groups_grantable_by(user: User) -> QuerySet[Group]:
    """The groups a user may give to somebody: those that hold nothing the user lacks."""
    if user.is_superuser:
        return Group.objects.all()
    return Group.objects.exclude(permissions__in=_lacked_by(user))


def can_manage_account(user: User, account: User) -> bool:
    """False for the account of somebody who may do more.

    Whoever sets the password of a mightier account could sign in with it.
    """
    if user.is_superuser:
        return True
    if account.is_superuser or account.user_permissions.filter(pk__in=_lacked_by(user)).exists():
        return False
    return not account.groups.exclude(pk__in=groups_grantable_by(user).values("pk")).exists()


def _lacked_by(user: User) -> QuerySet[Permission]:
    """The permissions that a user holds neither by a group nor directly."""
    return Permission.objects.exclude(group__user=user).exclude(user=user)
