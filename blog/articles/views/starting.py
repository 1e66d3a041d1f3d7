"""Begin an article or a series from the template."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from blog.articles.actions import start_article, start_series
from blog.articles.errors import NotAllowed
from blog.articles.forms import StartArticleForm, StartSeriesForm
from blog.articles.views.desk import EditorScreenMixin


class StartView(EditorScreenMixin, FormView):
    """A form whose drafts are made all together or not at all."""

    template_name = "wagtailadmin/articles/start.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.get_form().fields["parent"].queryset.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        parent = self.request.GET.get("parent", "")
        return {"parent": parent} if parent.isdecimal() else {}

    def form_valid(self, form):
        try:
            return self.begin(form)
        except NotAllowed as error:
            raise PermissionDenied from error

    def begin(self, form):
        """Make the drafts and go to where they are written."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "explanation": self.explanation,
            "submit_words": self.submit_words,
        }


class StartArticleView(StartView):
    """One draft."""

    page_title = _("Start a new article")
    header_icon = "doc-full"
    form_class = StartArticleForm
    submit_words = _("Start the draft")
    explanation = _(
        "You get a draft with the sections readers look for: the answer first, the studies, the risks, when to get "
        "help. Headings are suggestions. Nothing is public before somebody publishes it."
    )

    def begin(self, form):
        values = form.cleaned_data
        article = start_article(
            parent=values["parent"].specific, title=values["title"], topic=values["topic"], user=self.request.user
        )
        messages.success(self.request, _("The draft is yours. Each note beside the text can be resolved once done."))
        return redirect("wagtailadmin_pages:edit", article.pk)


class StartSeriesView(StartView):
    """A draft series with its parts."""

    page_title = _("Start a new series")
    header_icon = "list-ol"
    form_class = StartSeriesForm
    submit_words = _("Start the series")
    explanation = _(
        "You get a draft series and a draft for each part, all with the same sections. Nothing is public before "
        "somebody publishes it; once the parts are written, “Schedule the parts” gives each its day."
    )

    def begin(self, form):
        values = form.cleaned_data
        series = start_series(
            parent=values["parent"],
            title=values["title"],
            part_titles=form.titles_of_parts,
            topic=values["topic"],
            user=self.request.user,
        )
        count = values["part_count"]
        words = ngettext("A series with %(count)d draft.", "A series with %(count)d drafts.", count)
        messages.success(self.request, words % {"count": count})
        return redirect("wagtailadmin_explore", series.pk)
