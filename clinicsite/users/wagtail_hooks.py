from django.core.exceptions import PermissionDenied
from wagtail import hooks

from clinicsite.users.models import User
from clinicsite.users.permissions import can_manage_account, groups_grantable_by


@hooks.register("before_bulk_action")
def refuse_bulk_action_on_mightier_accounts(request, action_type, objects, action):
    if action.model is not User:
        return
    role = action.cleaned_form.cleaned_data.get("role")
    if role and role not in groups_grantable_by(request.user):
        raise PermissionDenied
    if not all(can_manage_account(request.user, account) for account in objects):
        raise PermissionDenied


@hooks.register("before_delete_user")
def refuse_deletion_of_mightier_accounts(request, account):
    if not can_manage_account(request.user, account):
        raise PermissionDenied
