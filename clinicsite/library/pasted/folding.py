"""Titles in a form in which the same title is the same string."""

import re
import unicodedata


def folded_title(title: str) -> str:
    """Lower case without accents, punctuation and spacing: `Ketamine: a review.` and `KETAMINE - A Review` agree."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()
