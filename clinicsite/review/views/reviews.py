"""How one page stands with medical review, and the ways around a sign-off that has been lost."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from clinicsite.review.actions import declare_minor_edit
from clinicsite.review.actions.standing import covering_review
from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.clinical_content import clinical_digest
from clinicsite.review.errors import NotMinor, PublicationRefused
from clinicsite.review.forms import ReasonForm
from clinicsite.review.gate import blocking_problems, publish_unreviewed
from clinicsite.review.models import MedicallyReviewedMixin, MedicalReview
from clinicsite.review.permissions import (
    can_declare_minor_edit,
    can_export_compliance,
    can_publish_unreviewed,
    can_see_reviews,
)
from clinicsite.review.readiness import problems_of
from clinicsite.review.refusals import words_of


class PageReviewMixin(WagtailAdminTemplateMixin):
    """A screen about one clinical page. `page_id` is in the address."""

    _show_breadcrumbs = True
    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        if not isinstance(self.clinical_page, MedicallyReviewedMixin) or not self.may_enter():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def clinical_page(self):
        """The page."""
        return get_object_or_404(Page.objects.specific(), pk=self.kwargs["page_id"])

    @cached_property
    def draft(self):
        """The page as its latest revision has it."""
        return self.clinical_page.get_latest_revision_as_object()

    def may_enter(self) -> bool:
        """Whether the person who signed in may."""
        tester = self.clinical_page.permissions_for_user(self.request.user)
        return can_see_reviews(self.request.user) or tester.can_edit()

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailadmin_pages:edit", args=[self.clinical_page.pk]), "label": str(self.draft)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "clinical_page": self.clinical_page, "draft": self.draft}


class PageReviewView(PageReviewMixin, TemplateView):
    """What stands between a page and its readers, who reviewed it, and what one may do."""

    template_name = "wagtailadmin/review/page.html"
    page_title = gettext_lazy("Medical review")

    def get_context_data(self, **kwargs):
        user = self.request.user
        problems = [(problem, editor_fragment(problem.path)) for problem in self.problems]
        is_covered = covering_review(self.draft, clinical_digest(self.draft)) is not None
        reviews = MedicalReview.objects.for_page(self.clinical_page)
        has_been_signed = MedicalReview.objects.approved_for(self.draft).exists()
        return {
            **super().get_context_data(**kwargs),
            "problems": problems,
            "standing": self.clinical_page.standing,
            "state": self.clinical_page.standing.state(timezone.localdate()),
            "reviews": reviews,
            "can_declare": can_declare_minor_edit(user) and has_been_signed and not is_covered,
            "can_publish_unreviewed": can_publish_unreviewed(user) and not is_covered,
            "can_export": can_export_compliance(user),
        }

    @property
    def problems(self):
        """Those that stop publication, then advice."""
        advice = [problem for problem in problems_of(self.draft) if not problem.is_blocking]
        return [*blocking_problems(self.draft), *advice]


class ReasonedView(PageReviewMixin, FormView):
    """Asks for a reason, shows what was changed since the sign-off, and does one thing."""

    template_name = "wagtailadmin/review/reason.html"
    form_class = ReasonForm

    def get_initial(self):
        return {"revision": self.clinical_page.latest_revision_id}

    def form_valid(self, form):
        revision = get_object_or_404(self.clinical_page.revisions, pk=form.cleaned_data["revision"])
        self.decide(revision, form.cleaned_data["reason"])
        return redirect("wagtailadmin_pages:edit", self.clinical_page.pk)

    def decide(self, revision, reason: str) -> None:
        """What the reason is for."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        last = MedicalReview.objects.approved_for(self.draft).first()
        ids = [last.revision_id, self.clinical_page.latest_revision_id] if last and last.revision_id else []
        return {
            **super().get_context_data(**kwargs),
            "last_review": last,
            "compare_url": reverse("wagtailadmin_pages:revisions_compare", args=[self.clinical_page.pk, *ids])
            if ids
            else "",
            "introduction": self.introduction,
            "button": self.button,
        }


class MinorEditView(ReasonedView):
    """Keeps the sign-off through a change of spelling or layout, and publishes where the person may."""

    page_title = gettext_lazy("Minor edit")
    introduction = gettext_lazy(
        "Only for spelling, punctuation, layout and broken links, 25 words at most. A changed number, dose, source, "
        "title, heading, risk or “not” is a clinical edit and is refused here: it needs another review. Your reason is "
        "kept with your name; some minor edits are looked at again by somebody else."
    )
    button = gettext_lazy("Declare a minor edit")

    def may_enter(self):
        tester = self.clinical_page.permissions_for_user(self.request.user)
        return can_declare_minor_edit(self.request.user) and tester.can_edit()

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except NotMinor as refused:
            form.add_error(None, [words_of(refused), *refused.reasons])
            return self.form_invalid(form)

    def decide(self, revision, reason):
        user = self.request.user
        declare_minor_edit(page=self.clinical_page, revision=revision, reason=reason, user=user)
        if not self.clinical_page.permissions_for_user(user).can_publish():
            messages.success(self.request, _("The sign-off is kept. The page is not published yet."))
            return
        try:
            revision.publish(user=user)
        except PublicationRefused:
            messages.success(self.request, _("The sign-off is kept. The page is not published yet."))
            raise
        messages.success(self.request, _("The sign-off is kept, and the page is published."))


class PublishUnreviewedView(ReasonedView):
    """Publishes without a sign-off."""

    page_title = gettext_lazy("Publish without a sign-off")
    introduction = gettext_lazy(
        "Readers are told that nobody has reviewed this text, or that it was edited since its review, and it stays in "
        "the queue of reviews. Your reason is kept with your name."
    )
    button = gettext_lazy("Publish without a sign-off")

    def may_enter(self):
        tester = self.clinical_page.permissions_for_user(self.request.user)
        return can_publish_unreviewed(self.request.user) and tester.can_publish()

    def decide(self, revision, reason):
        publish_unreviewed(page=self.clinical_page, revision=revision, reason=reason, user=self.request.user)
        messages.warning(self.request, _("The page is published without a sign-off. It waits in the queue of reviews."))
