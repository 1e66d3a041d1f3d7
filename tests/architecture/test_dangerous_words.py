"""Words that may undo the site's safety stand only where somebody has looked and said why."""

import re

import pytest

from tests.architecture.sources import files, name_of, python_files

DANGEROUS_PYTHON = {
    "mark_safe": re.compile(r"\bmark_safe\("),
    "SafeString": re.compile(r"\bSafe(?:String|Text)\("),
    "csrf_exempt": re.compile(r"\bcsrf_exempt\b"),
    "raw SQL": re.compile(r"\.raw\(|\.extra\(|\bRawSQL\("),
    "eval": re.compile(r"(?<![\w.])(?:eval|exec)\("),
    "shell": re.compile(r"shell=True|os\.system\("),
    "pickle": re.compile(r"\bpickle\b"),
}
DANGEROUS_TEMPLATE = {
    "safe": re.compile(r"\|\s*safe(?:seq)?\b"),
    "autoescape off": re.compile(r"autoescape\s+off"),
}
REVIEWED = {
    ("clinicsite/library/templatetags/library_tags.py", "mark_safe"): (
        "Rich text that Wagtail cleaned when it was saved, and block templates that escaped the rest."
    ),
    ("blog/articles/templatetags/articles_tags.py", "mark_safe"): (
        "JSON for search engines, in which <, > and & are escaped, inside a script element of data."
    ),
    ("clinicsite/review/views/report_error.py", "csrf_exempt"): (
        "Readers have no session, so the form carries no token; Origin and Sec-Fetch-Site are checked."
    ),
    ("clinicsite/review/views/outside_review.py", "csrf_exempt"): (
        "No session and no token of one: the link in the address is what a stranger's page cannot know."
    ),
    ("blog/comments/views/checking.py", "csrf_exempt"): (
        "Judges a text for the form on a shared page and changes nothing; Origin and Sec-Fetch-Site are checked."
    ),
    ("blog/comments/views/signed.py", "csrf_exempt"): (
        "No session and no token of one: the signed link in the address is what a stranger's page cannot know."
    ),
    ("blog/comments/views/addresses.py", "csrf_exempt"): (
        "One form without a session, which mails a link to its own address; Origin and Sec-Fetch-Site are checked."
    ),
    ("blog/comments/views/responding.py", "csrf_exempt"): (
        "Votes and reports stand on pages that caches share, without a token; Origin and Sec-Fetch-Site are checked."
    ),
    ("blog/comments/views/posting.py", "csrf_exempt"): (
        "The form stands on pages that caches share, so it carries no token; Origin and Sec-Fetch-Site are checked."
    ),
}
PYTHON = [path for path in python_files() if "architecture" not in path.parts]
TEMPLATES = files("*.html", "*.txt", "*.svg", below=("templates",))


def findings(patterns, paths) -> set[tuple[str, str]]:
    return {
        (name_of(path), word)
        for path in paths
        for word, pattern in patterns.items()
        if pattern.search(path.read_text())
    }


def test_dangerous_words_are_reviewed():
    found = findings(DANGEROUS_PYTHON, PYTHON) | findings(DANGEROUS_TEMPLATE, TEMPLATES)
    assert found - REVIEWED.keys() == set()


def test_reviews_are_of_words_that_are_there():
    found = findings(DANGEROUS_PYTHON, PYTHON) | findings(DANGEROUS_TEMPLATE, TEMPLATES)
    assert REVIEWED.keys() - found == set()


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("mark_safe", "return mark_safe(text)"),
        ("csrf_exempt", "@csrf_exempt"),
        ("raw SQL", "Comment.objects.raw(sql)"),
        ("raw SQL", "queryset.extra(where=[sql])"),
        ("eval", "eval(text)"),
        ("shell", "subprocess.run(command, shell=True)"),
    ],
)
def test_dangerous_python_would_be_found(word, line):
    assert DANGEROUS_PYTHON[word].search(line)


@pytest.mark.parametrize("line", ["{{ comment.text|safe }}", "{{ text | safe }}", "{% autoescape off %}"])
def test_dangerous_template_would_be_found(line):
    assert any(pattern.search(line) for pattern in DANGEROUS_TEMPLATE.values())


@pytest.mark.parametrize("line", ["page.evaluate(script)", "{{ value|safe_name }}", "literal_eval(text)"])
def test_harmless_words_pass(line):
    patterns = [*DANGEROUS_PYTHON.values(), *DANGEROUS_TEMPLATE.values()]
    assert not any(pattern.search(line) for pattern in patterns)


MAIL_FRAME = files("*.html", below=("templates/mail",))
INLINE = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)


def test_templates_hold_no_inline_script_or_style():
    """The public policy would block them; the reader would see a broken page, not an error."""
    assert [name_of(path) for path in TEMPLATES if INLINE.search(path.read_text()) and path not in MAIL_FRAME] == []


def test_frame_of_mails_holds_no_script():
    """Mail programs know no style sheets of the site, so the frame brings its own; nothing in it runs."""
    assert MAIL_FRAME
    assert [
        name_of(path) for path in MAIL_FRAME if re.search(r"<script|\son[a-z]+=|javascript:", path.read_text())
    ] == []


ADDRESS = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
# Names that no browser loads anything from.
NAMESPACES = {"www.w3.org", "www.sitemaps.org", "schema.org"}
REVIEWED_ADDRESSES = {
    (
        "static/js/site.js",
        "www.youtube-nocookie.com",
    ): "The player of a video, loaded when a reader presses its button.",
    ("static/js/site.js", "player.vimeo.com"): "The player of a video, loaded when a reader presses its button.",
}


def third_party_addresses() -> set[tuple[str, str]]:
    paths = files("*.html", "*.txt", "*.svg", "*.css", "*.js", "*.json", below=("templates", "static"))
    return {
        (name_of(path), host.lower())
        for path in paths
        if not path.name.startswith("OFL-")
        for host in ADDRESS.findall(path.read_text())
        if host.lower() not in NAMESPACES
    }


def test_templates_and_static_files_name_no_other_host():
    assert third_party_addresses() - REVIEWED_ADDRESSES.keys() == set()


def test_reviewed_addresses_are_there():
    assert REVIEWED_ADDRESSES.keys() - third_party_addresses() == set()


@pytest.mark.parametrize(
    "line",
    ['<script src="https://cdn.example.com/a.js">', "url(//fonts.example.com/f.woff2)", "fetch('http://example.com')"],
)
def test_address_of_another_host_would_be_found(line):
    assert ADDRESS.search(line)
