"""What is not filled in, or not as its field or section asks. Drafts are saved with it; readers never meet it."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from clinicsite.review.readiness.problem import Problem

CODE = "incomplete"


def completeness_problems(page: Page) -> list[Problem]:
    """What the editor's own "Publish" would refuse in a page as it stands in memory: fields, sections and rows."""
    return [*_fields(page), *_streams(page), *_rows(page)]


def _fields(page: Page) -> Iterator[Problem]:
    try:
        page.full_clean()
    except ValidationError as error:
        yield from _by_field(page, error, "")


def _rows(page: Page) -> Iterator[Problem]:
    """Rows that belong to the page, such as credentials."""
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label != "wagtailcore":
            name = relation.get_accessor_name()
            for row in getattr(page, name).all():
                try:
                    row.clean_fields(exclude={relation.field.name})
                    row.clean()
                except ValidationError as error:
                    yield from _by_field(row, error, f"{name}.{row.pk}.")


def _by_field(instance, error: ValidationError, prefix: str) -> Iterator[Problem]:
    faults = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for field, messages in faults.items():
        if field == NON_FIELD_ERRORS:
            yield Problem(CODE, " ".join(messages), prefix.rstrip("."))
        else:
            yield Problem(CODE, _said([_name_of(instance, field)], messages), f"{prefix}{field}")


def _name_of(instance, field: str) -> str:
    names = {entry.name: getattr(entry, "verbose_name", entry.name) for entry in instance._meta.get_fields()}
    words = str(names.get(field, field))
    return words[:1].upper() + words[1:]


def _said(names: list[str], messages: Iterable[str]) -> str:
    words = _("%(field)s: %(message)s")
    return words % {"field": ": ".join(names), "message": " ".join(messages)} if names else " ".join(messages)


def _streams(page: Page) -> Iterator[Problem]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            try:
                field.stream_block.clean(stream)
            except ValidationError as error:
                yield from _of_stream(page, field.name, stream, error)


def _of_stream(page: Page, name: str, stream, error: ValidationError) -> Iterator[Problem]:
    by_section = getattr(error, "block_errors", {})
    for position in sorted(by_section):
        section = stream[position]
        words = {"number": position + 1, "kind": section.block.label}
        beginning = _("Section %(number)d (%(kind)s) is not complete.") % words
        for path, names, messages in _faults(section.block, section.value, by_section[position]):
            yield Problem(CODE, f"{beginning} {_said(names, messages)}", ".".join([name, str(section.id), *path]))
    rest = _own_messages(error)
    if rest:
        yield Problem(CODE, _said([_name_of(page, name)], rest), name)


def _faults(block, value, error: ValidationError) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """(path, names of the fields on the way, messages) of everything wrong inside a block."""
    for key, child_block, child_value, step in _children(block, value, getattr(error, "block_errors", {})):
        names = [str(child_block.label)] if isinstance(block, blocks.StructBlock) and child_block.label else []
        for path, below, messages in _faults(child_block, child_value, key):
            yield [step, *path], [*names, *below], messages
    rest = _own_messages(error)
    if rest:
        yield [], [], rest


def _children(block, value, errors) -> Iterator[tuple]:
    """(error, block, value, step of the path) of each child with an error."""
    for key, error in errors.items():
        if isinstance(block, blocks.StructBlock):
            yield error, block.child_blocks[key], value.get(key), key
        elif isinstance(block, blocks.ListBlock):
            item = value.bound_blocks[key]
            yield error, item.block, item.value, str(item.id)
        else:
            yield error, value[key].block, value[key].value, str(value[key].id)


def _own_messages(error: ValidationError) -> list[str]:
    if hasattr(error, "block_errors"):
        return [message for fault in error.non_block_errors.as_data() for message in fault.messages]
    return error.messages
