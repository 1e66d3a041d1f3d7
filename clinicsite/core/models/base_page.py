"""What every page of the site has, whatever its subject."""

from django.conf import settings
from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from clinicsite.core.signals import publication_asked


class DraftFirstForm(WagtailAdminPageForm):
    """The editor's form. Wagtail stores a new page as live before it asks whether it may be published."""

    def save(self, commit=True):
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit)


class BasePage(Page):
    """An abstract page: search fields, breadcrumbs, the question before publication, and what anybody may cache.

    `save_revision().publish()` in code is not asked; a user, the clock and a finished workflow are.
    """

    is_sample = models.BooleanField(
        _("sample data"),
        default=False,
        help_text=_("Shown to readers as sample content. Untick it once the text is your clinic's own."),
    )

    # Whether the page shows links to the published pages below it by itself.
    lists_children = False

    base_form_class = DraftFirstForm

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("is_sample")]

    class Meta:
        abstract = True

    @cached_property
    def breadcrumb_pages(self) -> list[Page]:
        """The published pages above this one below the tree's root, home first. One query."""
        return list(self.get_ancestors().live().filter(depth__gt=1).defer_streamfields())

    @property
    def meta_title(self) -> str:
        """What the browser's tab and a search result say."""
        return self.seo_title or self.title

    @property
    def meta_description(self) -> str:
        """One or two sentences for search results; page types with a summary fall back on it."""
        return self.search_description or getattr(self, "summary", "")

    def publish(self, revision, user=None, changed=True, log_action=True, is_gated=False, **options):
        """Publish, or schedule, a revision, unless whoever hears `publication_asked` refuses or withholds it.

        `is_gated` asks for code that names nobody.
        """
        is_scheduled = isinstance(log_action, str)
        if is_gated or user is not None or is_scheduled:
            answers = publication_asked.send(
                sender=type(self), page=self, revision=revision, user=user, is_scheduled=is_scheduled
            )
            if any(answer is False for _receiver, answer in answers):
                return None
        return super().publish(revision, user=user, changed=changed, log_action=log_action, **options)

    publish.alters_data = True

    def get_view_restrictions(self):
        """The same query set for the whole request, so that serving a page asks for its privacy once."""
        if not hasattr(self, "_view_restrictions"):
            self._view_restrictions = super().get_view_restrictions()
        return self._view_restrictions

    def serve(self, request, *args, **kwargs):
        """Answer a reader. Only an answer to somebody who carries no session may be kept by shared caches."""
        response = super().serve(request, *args, **kwargs)
        if self._is_for_anybody(request):
            patch_cache_control(response, public=True, max_age=0, s_maxage=60, stale_while_revalidate=600)
        else:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def _is_for_anybody(self, request) -> bool:
        if getattr(request, "is_preview", False) or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return False
        return not self.get_view_restrictions()
