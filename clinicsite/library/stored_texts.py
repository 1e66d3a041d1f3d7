"""Every place in the database that holds rich text: live pages, shared texts, and each revision of them."""

import json
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex, Revision
from wagtail.search import index

Change = Callable[[str], str]


def changed_strings(value, change: Change):
    """The same nested value with every string changed; a string that holds JSON is changed inside."""
    if isinstance(value, dict):
        return {name: changed_strings(nested, change) for name, nested in value.items()}
    if isinstance(value, list):
        return [changed_strings(nested, change) for nested in value]
    if not isinstance(value, str):
        return value
    if value.startswith(("[", "{")):
        try:
            nested = json.loads(value)
        except ValueError:
            return change(value)
        altered = changed_strings(nested, change)
        return value if altered == nested else json.dumps(altered)
    return change(value)


def change_live_texts(containing: str, change: Change) -> list[models.Model]:
    """Change the rich text of every row that contains a string. Returns the rows whose text was changed."""
    changed = []
    for model, fields in models_with_rich_text():
        for row in _rows_containing(model, fields, containing):
            altered = {name: text for name in fields if (text := _altered(row, name, change)) is not None}
            if altered:
                model._base_manager.filter(pk=row.pk).update(**altered)
                changed.append(row)
                _index_again(row)
    return changed


def change_revisions(containing: str, change: Change) -> int:
    """Change the texts of every revision that contains a string: drafts, scheduled ones and old ones alike."""
    texts = Revision.objects.annotate(as_text=Cast("content", models.TextField())).filter(as_text__contains=containing)
    count = 0
    for revision in texts.select_for_update().iterator():
        content = changed_strings(revision.content, change)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)
            count += 1
    return count


def models_with_rich_text() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Each stored model of its own with the names of the fields that may hold rich text."""
    for model in apps.get_models():
        own = [field for field in model._meta.local_fields if isinstance(field, RichTextField | StreamField)]
        if own and not model._meta.proxy:
            yield model, [field.name for field in own]


def _rows_containing(model, fields: list[str], containing: str) -> list[models.Model]:
    found = models.Q()
    rows = model._base_manager.all()
    for name in fields:
        rows = rows.annotate(**{f"{name}_as_text": Cast(name, models.TextField())})
        found |= models.Q(**{f"{name}_as_text__contains": containing})
    return list(rows.filter(found))


def _altered(row, name: str, change: Change):
    """The field's value after the change, or None where nothing changes."""
    field = row._meta.get_field(name)
    if isinstance(field, StreamField):
        raw = list(getattr(row, name).raw_data)
        altered = changed_strings(raw, change)
        return field.stream_block.to_python(altered) if altered != raw else None
    text = getattr(row, name) or ""
    altered = change(text)
    return altered if altered != text else None


def _index_again(row) -> None:
    """Wagtail's lists of what is used where, and of words, know the row, or the page it belongs to."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    parents = [field.name for field in row._meta.local_fields if isinstance(field, ParentalKey)]
    for owner in [getattr(fresh, name) for name in parents] or [fresh]:
        owner = getattr(owner, "specific", owner)
        ReferenceIndex.create_or_update_for_object(owner)
        index.insert_or_update_object(owner)
