"""What readers see outside of pages: settings, menus, shared texts, statements, terms, titles of files."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.urls import NoReverseMatch, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.registry import registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from clinicsite.core.models import ClinicSettings, Disclaimer
from clinicsite.library.models import GlossaryTerm
from clinicsite.review.claims_of import texts_of_model
from clinicsite.review.models import RegulatoryStatement

# Each is shown to readers on some page, or may be at any time.
SHARED = (Disclaimer, GlossaryTerm, RegulatoryStatement)


@dataclass(frozen=True)
class SiteText:
    """A thing that readers see, what it says by field, and the country whose rules hold for it."""

    instance: models.Model
    label: str
    texts: dict[str, str]
    country: str = "US"


def site_texts() -> Iterator[SiteText]:
    """Everything that is shown outside of the texts of pages."""
    countries = dict(ClinicSettings.objects.values_list("site_id", "country"))
    for model in registry:
        if issubclass(model, BaseSiteSetting):
            for setting in model.objects.select_related("site"):
                label = f"{model._meta.verbose_name}: {setting.site}"
                yield SiteText(setting, label, _said_by(setting), countries.get(setting.site_id, "US"))
    for model in SHARED:
        for shared in model.objects.all():
            yield SiteText(shared, f"{model._meta.verbose_name}: {shared}", _said_by(shared))
    for model in (get_document_model(), get_image_model()):
        for file in model.objects.all():
            shown = getattr(file, "default_alt_text", file.title)
            yield SiteText(file, f"{model._meta.verbose_name}: {file.title}", {"title": shown} if shown else {})


def edit_address(instance: models.Model, user=None) -> str:
    """Where a text is changed, or an empty string where nobody changes it by itself."""
    if isinstance(instance, BaseSiteSetting):
        options = instance._meta
        try:
            return reverse("wagtailsettings:edit", args=[options.app_label, options.model_name, instance.site_id])
        except NoReverseMatch:
            return ""
    return AdminURLFinder(user).get_edit_url(instance) or ""


def _said_by(instance: models.Model) -> dict[str, str]:
    return {path: words for path, words in texts_of_model(instance) if words.strip()}
