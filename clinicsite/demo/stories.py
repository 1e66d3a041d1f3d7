"""From the sections of a page file to the raw value of a story stream."""

import uuid
from collections.abc import Callable, Mapping

from clinicsite.demo.markup import MarkupError, Section
from clinicsite.demo.rich_text import RichTextWriter


class StoryWriter:
    """Writes one section after the other, each with an id that stays the same from load to load."""

    def __init__(
        self,
        rich_text: RichTextWriter,
        images: Mapping[str, int],
        disclaimers: Mapping[str, int],
        terms: Mapping[str, int],
    ):
        self.rich_text = rich_text
        self.images = images
        self.disclaimers = disclaimers
        self.terms = terms

    def story(self, slug: str, sections: list[Section]) -> list[dict]:
        """The raw stream value of a page."""
        return [
            {
                "type": section.kind,
                "value": self._value(section),
                "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{slug}/{index}/{section.kind}")),
            }
            for index, section in enumerate(sections)
        ]

    def _value(self, section: Section):
        writer: Callable | None = getattr(self, f"_write_{section.kind}", None)
        if writer is None:
            raise MarkupError(f"there is no section kind {section.kind!r}")
        return writer(section.content)

    def _sentences(self, texts: list[str]) -> list[str]:
        return [self.rich_text.sentence(text) for text in texts]

    def _found(self, table: Mapping[str, int], name: str, what: str) -> int:
        if name not in table:
            raise MarkupError(f"there is no {what} {name!r}")
        return table[name]

    def _write_text(self, markdown):
        return self.rich_text.paragraphs(markdown)

    def _write_heading(self, content):
        """A heading as `## ` writes it, or a fence that says how sure the section is."""
        return {"text": content} if isinstance(content, str) else dict(content)

    def _write_subheading(self, text):
        return {"text": text}

    def _write_takeaways(self, content):
        return {"points": self._sentences(content["points"])}

    def _write_callout(self, content):
        return {
            "urgency": content["urgency"],
            "title": content["title"],
            "text": self.rich_text.paragraphs(content["text"]),
        }

    def _write_evidence(self, content):
        rows = [
            {
                "condition": row["condition"],
                "source": self.rich_text.sentence(row["source"]),
                "size": row["size"],
                "duration": row.get("duration", ""),
                "finding": self.rich_text.sentence(row["finding"]),
                "certainty": row["certainty"],
            }
            for row in content["rows"]
        ]
        return {"title": content["title"], "rows": rows, "note": self._optional(content, "note")}

    def _write_effects(self, content):
        rows = [{**row, "source": self.rich_text.sentence(row["source"])} for row in content["rows"]]
        return {**content, "rows": rows, "caption": self.rich_text.sentence(content["caption"])}

    def _write_risks(self, content):
        lists = ("common", "serious", "long_term", "who_should_not", "get_help")
        return {"title": content["title"], **{name: self._sentences(content[name]) for name in lists}}

    def _write_steps(self, content):
        steps = [
            {"title": step["title"], "when": step.get("when", ""), "text": self.rich_text.paragraphs(step["text"])}
            for step in content["steps"]
        ]
        return {"title": content["title"], "steps": steps}

    def _write_questions(self, content):
        items = [
            {"question": item["question"], "answer": self.rich_text.paragraphs(item["answer"])}
            for item in content["items"]
        ]
        return {"title": content["title"], "items": items}

    def _write_quote(self, content):
        return {
            "text": self.rich_text.sentence(content["text"]),
            "who": content["who"],
            "role": content.get("role", ""),
        }

    def _write_checklist(self, content):
        return {
            "title": content["title"],
            "items": self._sentences(content["items"]),
            "numbered": content.get("numbered", False),
        }

    def _write_table(self, content):
        columns = [{"type": "rich_text", "heading": heading} for heading in content["headers"]]
        rows = [{"values": self._sentences(row)} for row in content["rows"]]
        table = {"columns": columns, "rows": rows, "caption": content["caption"]}
        return {"table": table, "note": self._optional(content, "note")}

    def _write_glossary(self, content):
        return {"term": self._found(self.terms, content["term"], "glossary term")}

    def _write_disclaimer(self, content):
        return {"disclaimer": self._found(self.disclaimers, content["name"], "disclaimer")}

    def _write_diagram(self, content):
        return {
            "drawing": content["name"].replace("-", "_"),
            "title": content["title"],
            "caption": self.rich_text.sentence(content["caption"]),
            "description": self.rich_text.paragraphs(content["description"]),
        }

    def _write_figure(self, content):
        return {
            "image": self._found(self.images, content["image"].rsplit("/", 1)[-1], "picture"),
            "alt_text": content.get("alt", ""),
            "is_decorative": content.get("decorative", False),
            "caption": self._optional(content, "caption"),
            "credit": content.get("credit", ""),
        }

    def _write_call_to_action(self, content):
        page = self._found(self.rich_text.pages, content["page"], "page")
        return {
            "heading": content["heading"],
            "text": self.rich_text.sentence(content["text"]),
            "link": {"label": content["label"], "page": page, "url": ""},
        }

    def _optional(self, content, name):
        return self.rich_text.sentence(content[name]) if content.get(name) else ""
