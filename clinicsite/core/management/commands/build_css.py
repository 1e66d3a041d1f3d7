"""Joins the style sheets of the site into the one file that browsers load."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

SOURCES = ["tokens.css", "base.css", "layout.css", "components/*.css", "blocks/*.css", "print.css"]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def build_css(folder: Path) -> str:
    """The site's whole style sheet: sources in order, without comments and needless white space."""
    paths = [path for pattern in SOURCES for path in sorted(folder.glob(pattern))]
    css = COMMENT.sub("", "\n".join(path.read_text() for path in paths))
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};])\s*", r"\1", css)
    return css.replace(";}", "}").strip() + "\n"


class Command(BaseCommand):
    """`manage.py build_css`: run it after every change to static/css; a test compares the result."""

    help = "Join static/css into static/css/site.css."

    def handle(self, *args, **options):
        folder = Path(settings.BASE_DIR) / "static" / "css"
        target = folder / "site.css"
        target.write_text(build_css(folder))
        self.stdout.write(f"{target}: {target.stat().st_size} bytes")
