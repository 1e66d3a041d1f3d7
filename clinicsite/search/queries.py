"""What of a reader's words reaches the search backend."""

import re
import unicodedata

# Measured on Wagtail 8.0.1: a NUL byte or some hundred words end in a server error, so both stop here.
MAX_CHARACTERS = 100
MAX_WORDS = 12
UNSEARCHABLE = re.compile(r"[^\w\s'’-]", re.UNICODE)


def searchable_words(text: str) -> str:
    """Letters, digits and single spaces, at most 12 words and 100 characters; everything else is dropped."""
    visible = "".join(
        character for character in text[:1000] if unicodedata.category(character)[0] != "C" or character.isspace()
    )
    words = UNSEARCHABLE.sub(" ", unicodedata.normalize("NFC", visible)).split()
    return " ".join(words[:MAX_WORDS])[:MAX_CHARACTERS].strip()
