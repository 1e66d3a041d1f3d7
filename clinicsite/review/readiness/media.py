"""Pictures of people on a page, and whether those people still agree."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from clinicsite.media.models import ClinicImage, ConsentState
from clinicsite.review.readiness.problem import Problem

REFUSED = {
    ConsentState.LAPSED: "photo-consent-lapsed",
    ConsentState.MISSING: "photo-consent-missing",
}


def media_problems(page: Page) -> list[Problem]:
    """Each place of a page, as it stands in memory, with a picture of a person whose consent does not hold."""
    found = []
    for path, picture in pictures_of(page):
        state = picture.consent_state()
        if state in REFUSED:
            found.append(Problem(REFUSED[state], _sentence(picture, state), path))
    return found


def _sentence(picture: ClinicImage, state: ConsentState) -> str:
    if state == ConsentState.MISSING:
        words = _("No consent is recorded for the person in “%(picture)s”. Record it with the picture, or take it out.")
        return words % {"picture": picture.title}
    words = _("The consent for “%(picture)s” ended on %(day)s. Renew it, or take the picture out.")
    day = picture.consent_expires_on
    return words % {"picture": picture.title, "day": f"{day.day} {day:%B %Y}"}


def pictures_of(page: Page) -> Iterator[tuple[str, ClinicImage]]:
    """Every picture that a page shows, by the path that leads an editor to it."""
    yield from _pictures_of_model(page, "")
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label != "wagtailcore":
            name = relation.get_accessor_name()
            for child in getattr(page, name).all():
                yield from _pictures_of_model(child, f"{name}.{child.pk}.")


def _pictures_of_model(instance: models.Model, prefix: str) -> Iterator[tuple[str, ClinicImage]]:
    for field in instance._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model is ClinicImage:
            if picture := getattr(instance, field.name):
                yield f"{prefix}{field.name}", picture
        elif isinstance(field, StreamField):
            for child in getattr(instance, field.name) or ():
                yield from _pictures_of_value(child.value, f"{prefix}{field.name}.{child.id}")


def _pictures_of_value(value, path: str) -> Iterator[tuple[str, ClinicImage]]:
    if isinstance(value, ClinicImage):
        yield path, value
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            yield from _pictures_of_value(child.value, f"{path}.{child.id}")
    elif isinstance(value, blocks.StructValue):
        for name, child in value.items():
            yield from _pictures_of_value(child, f"{path}.{name}")
    elif isinstance(value, blocks.list_block.ListValue):
        for child in value.bound_blocks:
            yield from _pictures_of_value(child.value, f"{path}.{child.id}")
