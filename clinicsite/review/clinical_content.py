"""What of a page is clinical text, and a digest that changes when it does and only then.

Compared is what readers see: words, marks that change their meaning, pictures and files with what is in them, shared
texts and cited sources. Not compared are definitions that open by themselves where a page first uses a word, blanks,
ids of sections, the order in which a database or a browser writes attributes, and fields that stand empty, so that a
field added later to a section ends no sign-off.
"""

import hashlib
import json
import unicodedata
from html.parser import HTMLParser

from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage, Page
from wagtail.rich_text import RichText
from wagtail.utils.file import hash_filelike

from clinicsite.library.models import Reference

CLINICAL_FIELDS = ("title", "summary", "body")
# Attributes that browsers and editors add, and that no reader meets.
UNSEEN_ATTRIBUTES = frozenset({"data-block-key", "class", "rel"})
CITATION, REFERENCE = "citation", "reference"
# Elements that begin a new piece of text: blanks beside them mean nothing.
PIECES = frozenset(
    {"p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "blockquote", "div", "table"}
)


def clinical_digest(page: Page) -> str:
    """64 hexadecimal digits for the clinical text of a page as it stands in memory: two queries at most a kind of
    shared text. A page type names its fields in `clinical_fields`."""
    content = clinical_content(page)
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def clinical_content(page: Page) -> dict:
    """The clinical text in plain lists and strings, fields that are empty left out."""
    names = getattr(page, "clinical_fields", CLINICAL_FIELDS)
    found = {name: _of_field(page, name) for name in names if hasattr(page, name)}
    found = {name: value for name, value in found.items() if not _is_empty(value)}
    cited = sorted({number for value in found.values() for number in _cited_in(value)})
    sources = {str(pk): _source(row) for pk, row in Reference.objects.in_bulk(cited).items()} if cited else {}
    return {name: _with_sources(value, sources) for name, value in found.items()}


def _of_field(instance: models.Model, name: str):
    field, value = instance._meta.get_field(name), getattr(instance, name)
    if isinstance(field, StreamField):
        return _of_value(value)
    if isinstance(field, RichTextField):
        return _of_markup(value or "")
    return _plain(value)


def _of_value(value):
    """A block's value. Sections keep their order; the fields of one section have none."""
    if value is None or value is False or value == "":
        return None
    if isinstance(value, blocks.StreamValue):
        return [[child.block_type, _of_value(child.value)] for child in value]
    if isinstance(value, blocks.StructValue):
        fields = {name: _of_value(child) for name, child in value.items()}
        return {name: child for name, child in fields.items() if not _is_empty(child)}
    if isinstance(value, TypedTable):
        return _of_table(value)
    if isinstance(value, RichText):
        return _of_markup(value.source)
    if isinstance(value, models.Model):
        return _of_chosen(value)
    if isinstance(value, (list, tuple, blocks.list_block.ListValue)):
        return [_of_value(child) for child in value]
    return _plain(value)


def _of_table(table: TypedTable) -> dict:
    return {
        "caption": _plain(table.caption or ""),
        "columns": [_plain(column["heading"] or "") for column in table.columns],
        "rows": [[_of_value(cell.value) for cell in row] for row in table.rows],
    }


def _of_chosen(chosen: models.Model) -> list:
    """A page by its number, a picture or file also by what is in it, a source by what it is, a shared text by its
    words."""
    label = chosen._meta.label_lower
    if isinstance(chosen, Reference):
        return [CITATION, str(chosen.pk)]
    if isinstance(chosen, AbstractPage):
        return [label, str(chosen.pk)]
    if isinstance(chosen, (AbstractImage, AbstractDocument)):
        return [label, str(chosen.pk), _of_file(chosen)]
    words = {}
    for field in chosen._meta.concrete_fields:
        if field.editable and isinstance(field, (models.CharField, models.TextField)):
            value = getattr(chosen, field.name) or ""
            words[field.name] = _of_markup(value) if isinstance(field, RichTextField) else _plain(value)
    return [label, {name: text for name, text in words.items() if not _is_empty(text)}]


def _of_file(chosen: AbstractImage | AbstractDocument) -> str:
    """The hash that Wagtail keeps of a file, worked out where it is not kept yet; empty where the file is lost."""
    if chosen.file_hash:
        return chosen.file_hash
    try:
        with chosen.open_file() as file:
            return hash_filelike(file)
    except OSError:
        return ""


def _plain(value) -> str:
    """Text with single blanks, in one way of writing letters."""
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def _is_empty(value) -> bool:
    return value is None or value == "" or value == [] or value == {}


class _Markup(HTMLParser):
    """Rich text as a list of words and marks."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tokens: list = []
        self.citation_depth = 0

    def handle_starttag(self, tag, attrs):
        kept = {name: _plain(value or "") for name, value in attrs if name not in UNSEEN_ATTRIBUTES}
        if tag == "a" and kept.get("linktype") == CITATION:
            # Readers see a number in place of the label that editors see.
            self.citation_depth = 1
            self.tokens.append([CITATION, kept.get("id", "")])
        else:
            self.tokens.append([tag, kept] if kept else [tag])

    def handle_endtag(self, tag):
        if tag == "a" and self.citation_depth:
            self.citation_depth = 0
        else:
            self.tokens.append([f"/{tag}"])

    def handle_data(self, data):
        if not self.citation_depth:
            self.tokens.append(unicodedata.normalize("NFC", data))


def _of_markup(html: str) -> list:
    """Words and marks in reading order, without empty paragraphs and without blanks that no reader sees."""
    parser = _Markup()
    parser.feed(html)
    parser.close()
    tokens = _joined(parser.tokens)
    tokens = [_spaced(tokens, place) for place in range(len(tokens))]
    return _without_empty_pieces([token for token in tokens if token != ""])


def _joined(tokens: list) -> list:
    """Neighbouring strings in one, so that it does not matter in how many steps a parser read them."""
    joined: list = []
    for token in tokens:
        if isinstance(token, str) and joined and isinstance(joined[-1], str):
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _spaced(tokens: list, place: int):
    """A text with single blanks; at the edge of a piece with none."""
    token = tokens[place]
    if not isinstance(token, str):
        return token
    words = " ".join(token.split())
    if not words:
        inside = not (_is_edge(tokens, place - 1) or _is_edge(tokens, place + 1))
        return " " if inside else ""
    before = " " if token[0].isspace() and not _is_edge(tokens, place - 1) else ""
    after = " " if token[-1].isspace() and not _is_edge(tokens, place + 1) else ""
    return before + words + after


def _is_edge(tokens: list, place: int) -> bool:
    if not 0 <= place < len(tokens):
        return True
    return not isinstance(tokens[place], str) and tokens[place][0].removeprefix("/") in PIECES | {CITATION}


def _without_empty_pieces(tokens: list) -> list:
    kept: list = []
    for token in tokens:
        if not isinstance(token, str) and token[0] == "/p" and kept and kept[-1] == ["p"]:
            kept.pop()
        else:
            kept.append(token)
    return kept


def _cited_in(value) -> set[int]:
    """The numbers of the references that a value cites, wherever it does."""
    if isinstance(value, list):
        if len(value) == 2 and value[0] == CITATION and isinstance(value[1], str):
            return {int(value[1])} if value[1].isdecimal() and len(value[1]) < 19 else set()
        return {number for child in value for number in _cited_in(child)}
    if isinstance(value, dict):
        return {number for child in value.values() for number in _cited_in(child)}
    return set()


def _with_sources(value, sources: dict[str, str]):
    """Citations by what they cite, so that two rows of one source are one."""
    if isinstance(value, list):
        if len(value) == 2 and value[0] == CITATION and isinstance(value[1], str):
            return [REFERENCE, sources.get(value[1], "")]
        return [_with_sources(child, sources) for child in value]
    if isinstance(value, dict):
        return {name: _with_sources(child, sources) for name, child in value.items()}
    return value


def _source(reference: Reference) -> str:
    """What a source is known by, what sort of evidence it is, and whether it was retracted."""
    known_by = reference.doi.lower() or reference.pmid or reference.pmcid or reference.url
    known_by = known_by or f"{_plain(reference.title).casefold()} {reference.year or ''}"
    return "|".join([known_by, reference.kind, "retracted" if reference.is_retracted else ""])
