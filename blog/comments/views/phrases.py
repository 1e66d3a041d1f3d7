"""The clinic's own phrases: the list, a bench to try texts on, and the way in and out as a file."""

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets import Button
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from blog.comments.actions.phrases import COLUMNS, import_phrases
from blog.comments.judging import forget_kept, judge_reading
from blog.comments.models import NAME_LENGTH, PhraseRule
from blog.comments.triage import TITLES
from blog.comments.views.gate import AllowedOnlyMixin, UncachedMixin
from clinicsite.core.spreadsheet import write_csv

LONGEST_TRIAL = 10_000
LARGEST_FILE = 1_000_000


def may(*actions):
    """A predicate: the account may do one of these with listed phrases."""

    def is_allowed(user):
        return policy_registry.get_by_type(PhraseRule).user_has_any_permission(user, actions)

    return staticmethod(is_allowed)


class TrialForm(forms.Form):
    """A text to try. Nothing of it is stored."""

    text = forms.CharField(
        label=_("A text"), max_length=LONGEST_TRIAL, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What a reader might write. It is judged and forgotten."),
    )  # fmt: skip
    author = forms.CharField(label=_("A name"), max_length=NAME_LENGTH, required=False)


class UploadForm(forms.Form):
    """A file of phrases."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("UTF-8, one phrase a line. Columns: phrase, label, is_active, note. Only the first is needed."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than a megabyte. Split it."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not UTF-8. Save it as “CSV UTF-8” and send it again.")) from None
        if "\0" in text:
            raise forms.ValidationError(_("This is not a text file."))
        return text


class BenchView(AllowedOnlyMixin, UncachedMixin, View):
    """Shows which phrases and which labels a text would get, and why."""

    http_method_names = ["get", "post"]
    is_allowed = may("view", "add", "change", "delete")

    def get(self, request):
        return self._show(TrialForm())

    def post(self, request):
        form = TrialForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        text, author = form.cleaned_data["text"], form.cleaned_data["author"]
        # The list may have been changed a moment ago, by another process.
        forget_kept()
        judgement = judge_reading(text, author)
        reasons = [
            {"title": TITLES[reason.label], "reason": reason, "is_listed": reason.why == "listed"}
            for reason in judgement.reasons
        ]
        found = {
            "judgement": judgement,
            "labels": [TITLES[label] for label in judgement.labels],
            "lane": TITLES[judgement.lane],
            "percent": round(100 * judgement.spam_score),
            "reasons": reasons,
            "stretches": highlighted(text, [r for r in judgement.reasons if r.field == "text"]),
        }
        return self._show(form, found)

    def _show(self, form, found=None, status=200):
        context = {"form": form, "found": found}
        return TemplateResponse(self.request, "wagtailadmin/comments/safety/bench.html", context, status=status)


class ImportView(AllowedOnlyMixin, UncachedMixin, View):
    """Takes a file of phrases in, and tells what became of every line."""

    http_method_names = ["get", "post"]

    @staticmethod
    def is_allowed(user):
        policy = policy_registry.get_by_type(PhraseRule)
        return policy.user_has_permission(user, "add") and policy.user_has_permission(user, "change")

    def get(self, request):
        return self._show(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        return self._show(UploadForm(), import_phrases(text=form.cleaned_data["file"], person=request.user))

    def _show(self, form, done=None, status=200):
        context = {"form": form, "done": done}
        return TemplateResponse(self.request, "wagtailadmin/comments/safety/import.html", context, status=status)


class ExportView(AllowedOnlyMixin, View):
    """All phrases as a file that no spreadsheet computes."""

    http_method_names = ["get"]
    is_allowed = may("view", "add", "change", "delete")

    def get(self, request):
        rules = PhraseRule.objects.order_by("phrase").values_list(*COLUMNS)
        rows = [(phrase, label, "yes" if is_active else "no", note) for phrase, label, is_active, note in rules]
        response = HttpResponse(write_csv(COLUMNS, rows), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="phrases.csv"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


class PhraseIndexView(IndexView):
    """The list, with the ways to the bench and the files."""

    @cached_property
    def header_more_buttons(self):
        buttons = [
            *super().header_more_buttons,
            Button(_("Try a text"), url=reverse("phrase_rules:bench"), icon_name="search", priority=10),
            Button(_("Download as CSV"), url=reverse("phrase_rules:export"), icon_name="download", priority=20),
        ]
        if ImportView.is_allowed(self.request.user):
            url = reverse("phrase_rules:import")
            buttons.append(Button(_("Take in a CSV file"), url=url, icon_name="upload", priority=30))
        return buttons


class PhraseRuleViewSet(SnippetViewSet):
    """Phrases that give a comment a label."""

    model = PhraseRule
    icon = "list-ul"
    menu_label = _("Listed phrases")
    url_namespace = "phrase_rules"
    index_view_class = PhraseIndexView
    list_display = [
        "phrase",
        Column("get_label_display", label=_("Label"), sort_key="label"),
        BooleanColumn("is_active", label=_("In use")),
        "note",
    ]
    list_filter = ["label", "is_active"]
    search_fields = ["phrase", "note"]
    search_backend_name = None
    add_to_admin_menu = False
    menu_item_is_registered = True

    def get_urlpatterns(self):
        return [
            path("try/", BenchView.as_view(), name="bench"),
            path("import/", ImportView.as_view(), name="import"),
            path("csv/", ExportView.as_view(), name="export"),
            *super().get_urlpatterns(),
        ]


def highlighted(text: str, reasons) -> list[dict]:
    """The text in stretches; those that a reason quotes carry the titles of its labels."""
    edges = sorted(
        {0, len(text), *[edge for r in reasons if r.start < r.end for edge in (r.start, min(r.end, len(text)))]}
    )
    found = []
    for start, end in zip(edges, edges[1:], strict=False):
        titles = [str(TITLES[r.label]) for r in reasons if r.start <= start and end <= r.end]
        found.append({"text": text[start:end], "titles": ", ".join(dict.fromkeys(titles))})
    return found
