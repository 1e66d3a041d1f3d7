"""Accounts and groups in the Wagtail admin: nobody makes an account mightier than their own."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.users.views.groups import EditView as GroupEditView
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from clinicsite.users.permissions import can_manage_account, groups_grantable_by
from clinicsite.users.roles import ROLES

ROLE_NOTICE = _("The site keeps this role as it ships: its next update undoes changes. Make a new group instead.")


class BoundedFormMixin:
    """A form that offers only what the person who fills it in may grant."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["groups"].queryset = groups_grantable_by(self.request.user)
        if "is_superuser" in form.fields and not self.request.user.is_superuser:
            form.fields["is_superuser"].disabled = True
            form.fields["is_superuser"].help_text = _("Only an administrator can make another one.")
        return form


class AccountCreateView(BoundedFormMixin, CreateView):
    """Makes an account."""


class AccountEditView(BoundedFormMixin, EditView):
    """Changes an account, unless its owner may do more than the person who changes it."""

    def dispatch(self, request, *args, **kwargs):
        if not can_manage_account(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountViewSet(UserViewSet):
    """Wagtail's accounts, bounded."""

    add_view_class = AccountCreateView
    edit_view_class = AccountEditView


class RoleAwareGroupEditView(GroupEditView):
    """Changes a group, and says so where the change would not last."""

    def get(self, request, *args, **kwargs):
        if self.get_object().name in {role.name for role in ROLES}:
            messages.warning(request, ROLE_NOTICE)
        return super().get(request, *args, **kwargs)


class RoleAwareGroupViewSet(GroupViewSet):
    """Wagtail's groups, some of which are roles."""

    edit_view_class = RoleAwareGroupEditView
