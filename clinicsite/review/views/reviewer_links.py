"""Links for reviewers without a login in the admin: those of one page, all of them, and the end of each."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.review.actions.error_reports import settings_for_page
from clinicsite.review.actions.outside_review import Invitation, invite_reviewer, revoke_link
from clinicsite.review.errors import LinkOfWriter, NothingToReview, ReviewError, ReviewerUnreachable, SignOffNotHeld
from clinicsite.review.models import DraftLink
from clinicsite.review.outside_forms import InvitationForm
from clinicsite.review.permissions import can_make_links, can_see_links
from clinicsite.review.views.gate import BesidePageMixin, GateMixin

LINKS_A_PAGE = 50
# Why somebody of the team is not asked, in words to whoever wants to ask.
REFUSALS = {
    ReviewerUnreachable: gettext_lazy(
        "No address is kept for this person. An administrator can tie an account to their team page, or enter an "
        "address for reviews in its settings."
    ),
    SignOffNotHeld: gettext_lazy(
        "The account of this person may not sign off pages. An administrator can make it a clinical reviewer."
    ),
    LinkOfWriter: gettext_lazy(
        "You or this person wrote this text or changed it last, and nobody has a hand in signing off their own text. "
        "Let somebody else send the link, or choose another reviewer."
    ),
}


class PageLinksView(BesidePageMixin, FormView):
    """Who was asked to review the page, what they answered, and the form to ask somebody else."""

    template_name = "wagtailadmin/review/page_links.html"
    page_title = gettext_lazy("Outside reviewers")
    header_icon = "mail"

    def is_allowed(self, user):
        return can_make_links(user, self.page)

    @cached_property
    def days(self):
        """How long a link works unless somebody says otherwise."""
        return settings_for_page(self.page).link_days

    def get_form(self, form_class=None):
        return InvitationForm(self.request.POST or None, days=self.days)

    def form_valid(self, form):
        try:
            invite_reviewer(page=self.page, invitation=Invitation(**form.cleaned_data), user=self.request.user)
        except NothingToReview:
            form.add_error(None, _("Save the page once before you ask somebody to review it."))
            return self.form_invalid(form)
        except ReviewError as error:
            if type(error) not in REFUSALS:
                raise
            form.add_error("reviewer_page", REFUSALS[type(error)])
            return self.form_invalid(form)
        except ValidationError:
            form.add_error(
                "reviewer_page" if form.cleaned_data.get("reviewer_page") else "email",
                _("No mail can be sent to this address."),
            )
            return self.form_invalid(form)
        messages.success(self.request, _("The link is on its way. It opens the page as it is saved now."))
        return redirect("outside_review_links", self.page.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        links = DraftLink.objects.for_page(self.page).for_list().prefetch_related("comments", "visits")[:LINKS_A_PAGE]
        return {**super().get_context_data(**kwargs), "links": links, "next": self.request.path}


class AllLinksView(GateMixin, ListView):
    """Every link to a page that this person may edit, the newest first."""

    template_name = "wagtailadmin/review/all_links.html"
    page_title = gettext_lazy("Outside reviewers")
    header_icon = "mail"
    paginate_by = 50

    def is_allowed(self, user):
        return can_see_links(user)

    def get_queryset(self):
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(self.request.user, "change")
        return DraftLink.objects.for_list().filter(Q(page__in=pages) | Q(made_by=self.request.user))

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "next": self.request.path}


class RevokeLinkView(GateMixin, View):
    """Ends a link."""

    http_method_names = ["post"]

    def is_allowed(self, user):
        return can_see_links(user)

    def post(self, request, pk):
        link = get_object_or_404(DraftLink.objects.select_related("page"), pk=pk)
        if link.made_by_id != request.user.pk and not can_make_links(request.user, link.page):
            return self.not_open()
        revoke_link(link=link, user=request.user)
        messages.success(request, _("The link is withdrawn. Whoever opens it learns that, and nothing else."))
        here = reverse("outside_review_links", args=[link.page_id])
        return redirect(here if can_make_links(request.user, link.page) else reverse("draft_links"))


class LinksMenuItem(MenuItem):
    """Among the reports, for those who may make links."""

    def is_shown(self, request):
        return can_see_links(request.user)


def links_menu_item() -> LinksMenuItem:
    """The place among the reports."""
    return LinksMenuItem(
        gettext_lazy("Outside reviewers"), reverse("draft_links"), name="draft-links", icon_name="mail", order=760
    )
