"""What a browser would make of an answer."""

from html.parser import HTMLParser

OUR_SCRIPTS = ("/static/js/",)


class Elements(HTMLParser):
    """The elements of a document, as (tag, attributes)."""

    def __init__(self, response):
        super().__init__()
        self.found = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def elements(response) -> list[tuple[str, dict]]:
    """Every element, in order."""
    return Elements(response).found


def made_by_readers(response) -> set[str]:
    """What no template of ours makes: foreign scripts, images without a source of ours, handlers, frames."""
    made = set()
    scripts = [attributes for tag, attributes in elements(response) if tag == "script"]
    # An article describes itself to search engines once, in data that no browser runs.
    described = [attributes for attributes in scripts if attributes.get("type") == "application/ld+json"]
    foreign = [item for item in scripts if not (item.get("src") or "").startswith(OUR_SCRIPTS)]
    if len(foreign) > len(described) or len(described) > 1:
        made.add("script")
    for tag, attributes in elements(response):
        made |= {name for name in attributes if name.startswith("on")}
        if tag in ("iframe", "object", "embed", "base") or (tag == "img" and attributes.get("src") == "x"):
            made.add(tag)
        if (attributes.get("href") or "").lower().startswith("javascript:"):
            made.add("javascript:")
    return made
