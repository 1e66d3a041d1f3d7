"""Claims in texts that many pages share. They have no draft and no gate, so they are checked before they are saved."""

from django.db import models
from django.utils.translation import gettext as _
from wagtail.contrib.settings.models import BaseSiteSetting

from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions.rules import rules_in_force
from clinicsite.review.claims import BLOCK, check
from clinicsite.review.claims_of import texts_of_model


def blocking_claims_in(instance: models.Model) -> dict[str, list[str]]:
    """By field, what may not be published of the words that are new in a shared text as it stands in memory.

    What readers see already stops nobody from changing a telephone number; the report of claims names it.
    """
    stored = type(instance)._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    known = dict(texts_of_model(stored)) if stored else {}
    texts = {path: words for path, words in texts_of_model(instance) if words.strip() and known.get(path) != words}
    if not texts:
        return {}
    rules, errors = rules_in_force(), {}
    for country in _countries_of(instance):
        for finding in check(texts, country=country, rules=rules):
            if finding.severity == BLOCK:
                words = {"words": " ".join(finding.words.split())[:120], "why": finding.why, "facts": finding.facts}
                message = _("“%(words)s” may not be published: %(why)s Instead: %(facts)s") % words
                found = errors.setdefault(finding.field.split(".")[0], [])
                if message not in found:
                    found.append(message)
    return errors


def _countries_of(instance: models.Model) -> list[str]:
    """Those whose rules hold for a text: its site's, or those of all sites."""
    if isinstance(instance, ClinicSettings):
        return [instance.country]
    clinics = ClinicSettings.objects.all()
    if isinstance(instance, BaseSiteSetting):
        clinics = clinics.filter(site_id=instance.site_id)
    return sorted(set(clinics.values_list("country", flat=True))) or ["US"]
