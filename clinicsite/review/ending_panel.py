"""What the dashboard says about decisions that end: claims let stand, and statements of regulators."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinicsite.core.panels import ROWS_SHOWN
from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.models import ClaimOverride, ClaimsCheck, RegulatoryStatement
from clinicsite.review.permissions import CHANGE_STATEMENTS

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Task:
    """Something an editor has to do, until a day."""

    words: str
    state: str
    address: str
    day: datetime.date
    is_urgent: bool


class EndingDecisionsPanel(Component):
    """Statements and overrides that have ended or end within thirty days. Nothing where there is none."""

    name = "ending-decisions"
    order = 220
    template_name = "wagtailadmin/review/ending_panel.html"

    def __init__(self, request):
        self.request = request

    @cached_property
    def tasks(self) -> list[Task]:
        """At most ROWS_SHOWN, the most urgent first. Three queries at most."""
        today = timezone.localdate()
        found = [*self._statements(today), *self._overrides(today)]
        return sorted(found, key=lambda task: (not task.is_urgent, task.day))[:ROWS_SHOWN]

    def _statements(self, today):
        if not self.request.user.has_perm(CHANGE_STATEMENTS):
            return
        for row in RegulatoryStatement.objects.ending_by(today + SOON)[:ROWS_SHOWN]:
            has_ended = row.valid_until < today
            state = _("Has ended: readers no longer see it. Check it against its source.") if has_ended else _("Ends")
            address = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
            yield Task(row.title, state, address, row.valid_until, has_ended)

    def _overrides(self, today):
        """Those that end soon, and ended ones whose words are still on the page."""
        user = self.request.user
        pages = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, ["change", "publish"])
        is_due = Q(expires_on__lte=today + SOON) | Q(ended_at__isnull=False)
        rows = ClaimOverride.objects.filter(is_due, page__in=pages).select_related("page")
        rows = list(rows.order_by("-expires_on")[:50])
        checks = ClaimsCheck.objects.filter(page_id__in={row.page_id for row in rows if row.has_ended(today)})
        open_claims = {
            (check.page_id, finding["rule"], finding["words"][:600]): finding["field"]
            for check in checks
            for finding in check.findings
        }
        for row in rows:
            has_ended = row.has_ended(today)
            field = open_claims.get((row.page_id, row.rule, row.words), "")
            if has_ended and not field:
                continue
            state = _("A claim is open again: reword it or give a reason.") if has_ended else _("A claim stands until")
            address = reverse("wagtailadmin_pages:edit", args=[row.page_id]) + editor_fragment(field or "body")
            day = timezone.localdate(row.ended_at) if row.ended_at else row.expires_on
            yield Task(row.page_name, state, address, day, has_ended)

    def get_context_data(self, parent_context=None):
        return {"panel_id": self.name, "tasks": self.tasks}

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.tasks else ""
