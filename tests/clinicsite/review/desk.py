"""What somebody of a role sends through the admin, and what they are told."""

from django import forms
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories.users import UserFactory


def person(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def form_of(client, page) -> dict:
    """What a browser sends back from the editor: the fields of the page, and its body as the script writes it."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    return {**form, **fields_of(page.body.stream_block, page.body, "body")}


def fields_of(block, value, prefix: str) -> dict[str, str]:
    """What the editor's script sends back for a block that nobody touched, rich text by way of Draftail."""
    if isinstance(block, blocks.StreamBlock):
        children = [(child.block, child.value, child.id, {"type": child.block_type}) for child in value]
        return fields_of_list(children, prefix)
    if isinstance(block, blocks.ListBlock):
        return fields_of_list([(block.child_block, child.value, child.id, {}) for child in value.bound_blocks], prefix)
    if isinstance(block, blocks.StructBlock):
        return merged(fields_of(child, value[name], f"{prefix}-{name}") for name, child in block.child_blocks.items())
    if isinstance(block, TypedTableBlock):
        return fields_of_table(value, prefix)
    if isinstance(block, blocks.StaticBlock):
        return {}
    return field_of(block, value, prefix)


def fields_of_list(children, prefix: str) -> dict[str, str]:
    fields = {f"{prefix}-count": str(len(children))}
    for number, (block, value, key, others) in enumerate(children):
        place = f"{prefix}-{number}"
        fields |= {f"{place}-{name}": text for name, text in others.items()}
        fields |= {f"{place}-id": key or "", f"{place}-order": str(number), f"{place}-deleted": ""}
        fields |= fields_of(block, value, f"{place}-value")
    return fields


def fields_of_table(table, prefix: str) -> dict[str, str]:
    fields = {f"{prefix}-caption": table.caption, f"{prefix}-column-count": str(len(table.columns))}
    fields[f"{prefix}-row-count"] = str(len(table.row_data))
    for number, column in enumerate(table.columns):
        values = {"type": column["block"].name, "order": number, "deleted": "", "heading": column["heading"]}
        fields |= {f"{prefix}-column-{number}-{name}": str(value) for name, value in values.items()}
    for number, row in enumerate(table.row_data):
        fields |= {f"{prefix}-row-{number}-order": str(number), f"{prefix}-row-{number}-deleted": ""}
        for place, (column, value) in enumerate(zip(table.columns, row["values"], strict=True)):
            fields |= fields_of(column["block"], value, f"{prefix}-cell-{number}-{place}")
    return fields


def field_of(block, value, prefix: str) -> dict[str, str]:
    widget = block.field.widget
    shown = block.field.prepare_value(block.value_for_form(value))
    if isinstance(widget, forms.CheckboxInput):
        return {prefix: "on"} if shown else {}
    if isinstance(widget, BaseChooser):
        return {prefix: str(shown) if shown else ""}
    text = widget.format_value(shown)
    return {prefix: (text[0] if isinstance(text, list) else text) or ""}


def merged(parts) -> dict[str, str]:
    return {name: value for part in parts for name, value in part.items()}
