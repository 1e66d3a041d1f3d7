"""The screens of a reference that Wagtail makes, with what the library adds."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page
from wagtail.snippets.views.snippets import CreateView, IndexView, InspectView, UsageView

from clinicsite.library.permissions import can_add_references, can_mark_retractions, can_merge_references
from clinicsite.library.where_cited import cited_in_drafts

PREFIX = "wagtailsnippets_library_reference"


class ReferenceIndexView(IndexView):
    """The list of references, searched as the chooser searches."""

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @cached_property
    def header_buttons(self):
        user, buttons = self.request.user, []
        if can_add_references(user):
            buttons.append(
                HeaderButton(_("Add from a citation"), url=reverse(f"{PREFIX}:paste"), icon_name="clipboard-list")
            )
        return [*buttons, *super().header_buttons]

    @cached_property
    def header_more_buttons(self):
        user, buttons = self.request.user, []
        if can_merge_references(user):
            url = reverse(f"{PREFIX}:duplicates")
            buttons.append(HeaderButton(_("Probable duplicates"), url=url, icon_name="copy"))
        if can_mark_retractions(user):
            url = reverse("library_retractions")
            buttons.append(HeaderButton(_("List of retractions"), url=url, icon_name="warning"))
        return [*super().header_more_buttons, *buttons]


class ReferenceCreateView(CreateView):
    """The form with its fields, and the way to the box for citations."""

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Add from a citation"), url=reverse(f"{PREFIX}:paste"), icon_name="clipboard-list")]


class ReferenceInspectView(InspectView):
    """A reference in full: where a citation in the rich-text editor leads."""

    labels = {
        "issue_line": _("Year, volume and pages"),
        "doi_url": "DOI",
        "pubmed_url": "PubMed",
        "pmc_url": "PubMed Central",
    }

    @cached_property
    def header_buttons(self):
        buttons = []
        if can_merge_references(self.request.user):
            url = reverse(f"{PREFIX}:merge", args=[self.object.pk])
            buttons.append(HeaderButton(_("Merge into another"), url=url, icon_name="copy"))
        return [*super().header_buttons, *buttons]

    def get_fields_context(self):
        """Only what is known about the source."""
        return [field for field in super().get_fields_context() if field.get("value") not in ("", None)]

    def get_field_label(self, field_name, field):
        return self.labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field):
        if field_name == "url" or field_name.endswith("_url"):
            address = getattr(self.object, field_name)
            return format_html('<a href="{0}" rel="noreferrer">{0}</a>', address) if address else ""
        if field_name == "is_retracted":
            return _("Yes") if self.object.is_retracted else _("No")
        return super().get_field_display_value(field_name, field)


class ReferenceUsageView(UsageView):
    """Where a reference is cited: in which texts, how each stands, and which drafts will cite it."""

    @cached_property
    def columns(self):
        return [*super().columns, Column("standing", label=_("How it stands"), accessor=self.standing_of)]

    @staticmethod
    def standing_of(row) -> str:
        """`Live`, `Draft` and their like for a page; nothing for a shared text, which is always public."""
        holder = row["object"]
        return capfirst(holder.status_string) if isinstance(holder, Page) else ""

    def get_context_data(self, *args, **kwargs):
        pages = [page_id for page_id, cited in cited_in_drafts().items() if self.object.pk in cited]
        drafts = Page.objects.filter(pk__in=pages).order_by("title").defer_streamfields()
        return super().get_context_data(*args, drafts=drafts, **kwargs)
