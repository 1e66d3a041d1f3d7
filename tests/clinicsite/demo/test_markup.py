import pytest

from clinicsite.demo.markup import MarkupError, Section, parse_document

FILE = """+++
title = "A title"
+++

An opening paragraph
on two lines.

## A section heading

:::callout
urgency = "emergency"
title = "Call"
:::

### A subheading

- one
- two
"""


def test_front_matter_is_read():
    assert parse_document(FILE).front_matter == {"title": "A title"}


def test_sections_keep_their_order_and_kind():
    assert parse_document(FILE).sections == [
        Section("text", "An opening paragraph\non two lines."),
        Section("heading", "A section heading"),
        Section("callout", {"urgency": "emergency", "title": "Call"}),
        Section("subheading", "A subheading"),
        Section("text", "- one\n- two"),
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no front matter", "no front matter"),
        ("+++\ntitle = \n+++\n", "front matter"),
        ("+++\n+++\n:::callout\ntitle = 'x'\n", "never closed"),
        ("+++\n+++\n:::callout\ntitle = x\n:::\n", "body line 1"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_the_place(source, words):
    with pytest.raises(MarkupError, match=words) as caught:
        parse_document(source, "part.md")
    assert str(caught.value).startswith("part.md")
