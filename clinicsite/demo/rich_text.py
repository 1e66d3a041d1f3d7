"""Markdown to the rich text that Wagtail stores."""

import re
from collections.abc import Mapping

from django.utils.html import escape
from markdown_it import MarkdownIt

from clinicsite.demo.markup import MarkupError

CITATION = re.compile(r"\[(R\d+)\]")
PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')

_markdown = MarkdownIt("commonmark", {"html": False})


class RichTextWriter:
    """Turns Markdown into stored rich text, with references and pages looked up by the names that files use."""

    def __init__(self, references: Mapping[str, tuple[int, str]], pages: Mapping[str, int]):
        """`references` maps `R12` to (id, short name); `pages` maps a slug to a page id."""
        self.references = references
        self.pages = pages

    def paragraphs(self, markdown: str) -> str:
        """Paragraphs and lists."""
        return self._stored(_markdown.render(markdown.strip()))

    def sentence(self, markdown: str) -> str:
        """One paragraph. `1. First` stays text: fields for a sentence take no lists."""
        words = " ".join(markdown.split())
        return self._stored(f"<p>{_markdown.renderInline(words)}</p>") if words else ""

    def _stored(self, html: str) -> str:
        html = html.replace("strong>", "b>").replace("\n", "")
        html = PAGE_LINK.sub(self._page_link, html)
        return CITATION.sub(self._citation, html)

    def _page_link(self, match: re.Match) -> str:
        slug = match.group(1)
        if slug not in self.pages:
            raise MarkupError(f"a link leads to page:{slug}, which does not exist")
        return f'<a linktype="page" id="{self.pages[slug]}">'

    def _citation(self, match: re.Match) -> str:
        key = match.group(1)
        if key not in self.references:
            raise MarkupError(f"[{key}] is cited and does not stand in references.toml")
        reference_id, short_name = self.references[key]
        return f'<a linktype="citation" id="{reference_id}">{escape(short_name)}</a>'
