"""What editors type about redirects."""

from django import forms
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from clinicsite.editing.redirects import circle, circle_words, own_hosts, own_path, path_of, ways


class CircleFreeRedirectForm(RedirectForm):
    """Wagtail's form, which refuses a redirect that would lead back to itself."""

    def clean(self):
        super().clean()
        values = self.cleaned_data
        if values.get("old_path") and (values.get("redirect_page") or values.get("redirect_link")):
            self._refuse_circle(values)
        return values

    def _refuse_circle(self, values: dict) -> None:
        page, link = values.get("redirect_page"), values.get("redirect_link") or ""
        target = path_of(page) if page else own_path(link, own_hosts())
        steps = circle(Redirect.normalise_path(values["old_path"]), target, ways(without=self.instance.pk))
        if steps:
            raise forms.ValidationError(circle_words(steps))
