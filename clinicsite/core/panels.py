"""The dashboard of Wagtail's admin: what waits for the person who signed in, and what they may begin."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Q
from django.db.models.functions import Cast
from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

ROWS_SHOWN = 8
START_LINKS_HOOK = "register_start_links"


def pages_for(user, action: str, model=Page):
    """The pages of a type on which a user may `change` something or below which they may `add` a page."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, action)
    return allowed if model is Page else model.objects.filter(pk__in=allowed.values("pk"))


@dataclass(frozen=True)
class PageRow:
    """A page on the dashboard with one sentence about how it stands, and where to go if not to its editor."""

    page: Page
    state: str
    when: datetime | None = None
    is_urgent: bool = False
    url: str = ""


class RowsPanel(Component):
    """A list of pages that shows itself only when it has something to say.

    Subclasses say which `rows` a user sees; one row more than is shown tells whether there are others.
    """

    template_name = "wagtailadmin/home/rows.html"
    heading = ""
    when_heading = _("Last changed")
    icon = "doc-empty"

    def __init__(self, request):
        self.request = request

    def get_rows(self) -> list[PageRow]:
        """At most ROWS_SHOWN + 1 rows, in a fixed number of queries."""
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[PageRow]:
        """The rows, read once a request."""
        return self.get_rows()

    def get_context_data(self, parent_context=None):
        return {
            "panel_id": self.name,
            "heading": self.heading,
            "when_heading": self.when_heading,
            "icon": self.icon,
            "rows": self.rows[:ROWS_SHOWN],
            "has_more": len(self.rows) > ROWS_SHOWN,
        }

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.rows else ""


class YourPagesPanel(RowsPanel):
    """Pages that somebody began, or changed last, and that readers do not see as they are. None that is scheduled."""

    name = "your-pages"
    order = 230
    heading = _("Your drafts and pages in review")
    icon = "edit"

    def get_rows(self):
        user = self.request.user
        is_unpublished = Q(live=False) | Q(has_unpublished_changes=True)
        pages = (
            pages_for(user, "change")
            .filter(is_unpublished, Q(owner=user) | Q(latest_revision__user=user), expired=False)
            .annotate_approved_schedule()
            .filter(depth__gt=1, _approved_schedule=False)
            .prefetch_workflow_states()
            .order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
        )
        return [
            PageRow(page=page, state=self.state_of(page), when=page.latest_revision_created_at)
            for page in pages[: ROWS_SHOWN + 1]
        ]

    @staticmethod
    def state_of(page) -> str:
        """How a page stands, in words. No query on a page with prefetched workflow states."""
        workflow = page.current_workflow_state
        if workflow and workflow.status == workflow.STATUS_NEEDS_CHANGES:
            return _("Changes were asked for")
        if workflow and workflow.current_task_state:
            return _("Waits for: %(task)s") % {"task": workflow.current_task_state.task.name}
        return _("Published; newer changes are not") if page.live else _("Draft")


class ScheduledPanel(RowsPanel):
    """What will go live by itself, and what should have and has not."""

    name = "scheduled-pages"
    order = 240
    heading = _("Scheduled")
    when_heading = _("Goes live")
    icon = "calendar-alt"

    def get_rows(self):
        revisions = list(
            Revision.page_revisions.filter(
                approved_go_live_at__isnull=False, object_id__in=self._editable_ids()
            ).order_by("approved_go_live_at")[: ROWS_SHOWN + 1]
        )
        pages = Page.objects.in_bulk([int(revision.object_id) for revision in revisions])
        return [self._row(pages[int(revision.object_id)], revision.approved_go_live_at) for revision in revisions]

    def _editable_ids(self):
        as_text = Cast("pk", CharField())
        return pages_for(self.request.user, "change").annotate(id_as_text=as_text).values("id_as_text")

    @staticmethod
    def _row(page, goes_live_at) -> PageRow:
        is_late = goes_live_at < timezone.now()
        state = _("Its time has passed and it is not live. Tell whoever runs the site.") if is_late else _("Waits")
        return PageRow(page=page, state=state, when=goes_live_at, is_urgent=is_late)


class CountSummaryItem(SummaryItem):
    """How many pages of one kind readers can see, with the way to their list. Subclasses name the model."""

    template_name = "wagtailadmin/home/summary_count.html"
    model = None
    icon = "doc-empty"

    def words(self, count: int) -> str:
        """The count as a sentence part: `6 articles`."""
        raise NotImplementedError

    def get_context_data(self, parent_context=None):
        options = self.model._meta
        return {
            "icon": self.icon,
            "words": self.words(self.model.objects.live().count()),
            "url": reverse("wagtailadmin_pages:type_use", args=[options.app_label, options.model_name]),
        }

    def is_shown(self):
        return user_has_any_page_permission(self.request.user)


@dataclass(frozen=True)
class StartLink:
    """Something an editor can begin from the dashboard."""

    label: str
    url: str
    icon: str = "plus"


class StartPanel(Component):
    """Links that begin something.

    Apps offer theirs through the hook `register_start_links`: a function of the request that returns StartLinks.
    """

    name = "start"
    order = 900
    template_name = "wagtailadmin/home/start.html"

    def __init__(self, request):
        self.request = request

    @cached_property
    def links(self) -> list[StartLink]:
        """What the person who signed in may begin."""
        return [link for offer in hooks.get_hooks(START_LINKS_HOOK) for link in offer(self.request)]

    def get_context_data(self, parent_context=None):
        return {"links": self.links}

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.links else ""


class WaitingPanels(Component):
    """Every panel that has something to say, or the sentence that nothing waits."""

    name = "waiting"
    order = 100
    template_name = "wagtailadmin/home/nothing_waits.html"

    def __init__(self, panels):
        self.panels = sorted(panels, key=lambda panel: panel.order)

    def render_html(self, parent_context=None):
        rendered = [panel.render_html(parent_context) for panel in self.panels]
        shown = [html for html in rendered if html.strip()]
        return format_html_join("", "{}", ((html,) for html in shown)) if shown else super().render_html(parent_context)

    @property
    def media(self):
        """The scripts and styles of all panels."""
        return sum((panel.media for panel in self.panels), Media())
