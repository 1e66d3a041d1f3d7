"""Writers with an address, in the admin: found by typing the address, exported, erased, blocked.

The address is typed into a form and stands in no web address, no log and on no screen.
"""

from django import forms
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import include, path, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from blog.comments.actions.blocking import block_commenter, unblock_commenter
from blog.comments.actions.erasure import counts_of, erase_commenter, export_commenter
from blog.comments.models import Commenter, ErasureRecord, RefusalReason
from blog.comments.own_forms import AddressForm
from blog.comments.permissions import can_erase_commenters, can_moderate


def may_look_up(user) -> bool:
    """True for those who may block or erase."""
    return can_moderate(user) or can_erase_commenters(user)


class CommentersView(View):
    """Answers 403 to everybody without the right, and is kept by no browser."""

    http_method_names = ["get", "head", "post"]
    template = "wagtailadmin/comments/commenters.html"
    test = staticmethod(may_look_up)

    def dispatch(self, request, *args, **kwargs):
        if not self.test(request.user):
            return TemplateResponse(request, "wagtailadmin/comments/no_permission.html", status=403)
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def answer(self, status=200, **context):
        """The page, with what every one of them needs."""
        context = {
            "header_icon": "user",
            "may_erase": can_erase_commenters(self.request.user),
            "may_block": can_moderate(self.request.user),
            **context,
        }
        return TemplateResponse(self.request, self.template, context, status=status)


class FindCommenterView(CommentersView):
    """A form for the address."""

    def get(self, request):
        return self.answer(page_title=_("Commenters"), form=AddressForm())

    def post(self, request):
        form = AddressForm(request.POST)
        if form.is_valid():
            found = Commenter.objects.with_address(form.cleaned_data["email"]).first()
            if found:
                return HttpResponseRedirect(reverse("commenters:show", args=[found.pk]))
            form.add_error("email", _("Nothing is tied to that address."))
        return self.answer(422, page_title=_("Commenters"), form=form)


class BlockForm(forms.Form):
    """Why a writer is kept out."""

    reason = forms.ChoiceField(choices=RefusalReason.choices, label=_("Reason"))


class ShowCommenterView(CommentersView):
    """What is tied to one address, in numbers, and what can be done about it."""

    template = "wagtailadmin/comments/commenter.html"

    def get(self, request, pk):
        return self.page(get_object_or_404(Commenter, pk=pk))

    def page(self, commenter, status=200):
        """The screen of one commenter."""
        title = _("Commenter %d") % commenter.pk
        return self.answer(status, page_title=title, commenter=commenter, counts=counts_of(commenter), form=BlockForm())


class BlockView(CommentersView):
    """Blocks or unblocks."""

    http_method_names = ["post"]
    test = staticmethod(can_moderate)

    def post(self, request, pk):
        commenter = get_object_or_404(Commenter, pk=pk)
        form = BlockForm(request.POST)
        if request.POST.get("verb") == "unblock":
            unblock_commenter(commenter=commenter, by=request.user)
            messages.success(request, _("Comments and changes from this address are taken again."))
        elif form.is_valid():
            block_commenter(commenter=commenter, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Blocked. No more comments and changes are taken from this address."))
        else:
            messages.error(request, _("Nothing was changed. To block somebody, choose a reason first."))
        return HttpResponseRedirect(reverse("commenters:show", args=[pk]))


class ExportCommenterView(CommentersView):
    """The file for the person, logged."""

    http_method_names = ["post"]
    test = staticmethod(can_erase_commenters)

    def post(self, request, pk):
        commenter = get_object_or_404(Commenter, pk=pk)
        exported = export_commenter(commenter=commenter, by=request.user)
        response = JsonResponse(exported, json_dumps_params={"indent": 2, "ensure_ascii": False})
        response.headers["Content-Disposition"] = f'attachment; filename="commenter-{pk}.json"'
        return response


class EraseCommenterView(ShowCommenterView):
    """Erases, after a question."""

    template = "wagtailadmin/comments/commenter_erase.html"
    test = staticmethod(can_erase_commenters)

    def post(self, request, pk):
        commenter = get_object_or_404(Commenter, pk=pk)
        erase_commenter(commenter=commenter, cause=ErasureRecord.Cause.STAFF, by=request.user)
        messages.success(request, _("Erased. What stays is a count without any personal detail."))
        return HttpResponseRedirect(reverse("commenters:find"))


class CommentersMenuItem(MenuItem):
    """Shown to those who may do something there."""

    def is_shown(self, request):
        return may_look_up(request.user)


def commenters_menu_item() -> CommentersMenuItem:
    """The place in the menu."""
    return CommentersMenuItem(
        _("Commenters"), reverse("commenters:find"), name="commenters", icon_name="user", order=216
    )


def commenter_addresses() -> list:
    """The addresses in the admin."""
    addresses = [
        path("", FindCommenterView.as_view(), name="find"),
        path("<int:pk>/", ShowCommenterView.as_view(), name="show"),
        path("<int:pk>/block/", BlockView.as_view(), name="block"),
        path("<int:pk>/export/", ExportCommenterView.as_view(), name="export"),
        path("<int:pk>/erase/", EraseCommenterView.as_view(), name="erase"),
    ]
    return [path("commenters/", include((addresses, "commenters")))]
