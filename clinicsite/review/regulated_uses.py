"""Where a text speaks of a drug and of a use that it is not approved for. Pure functions over plain words."""

import re
from collections.abc import Iterable
from functools import lru_cache

from clinicsite.review.claims.normal_form import fold
from clinicsite.review.claims.sentences import sentences_of

# What a statement looks for until somebody writes other words; `*` stands for any ending.
SHIPPED_DRUGS = "ketamine, esketamine, Ketalar"
SHIPPED_CONDITIONS = {
    "off-label": "pain, CRPS, complex regional pain syndrome, fibromyalgia, neuropath*, neuralgia, migraine*",
    "psychiatric": "depress*, anxiety, PTSD, post-traumatic stress, OCD, bipolar, suicidal*",
    "compounded": "compounded, compounding, lozenge*, troche*",
    "telehealth": "telehealth, telemedicine, video visit*, at home, mail*",
}
SHIPPED_DRUGS_BY_TOPIC = {"off-label": SHIPPED_DRUGS, "psychiatric": "ketamine, Ketalar"}


@lru_cache(maxsize=256)
def words_pattern(words: str) -> re.Pattern:
    """Any of some words with commas between them, whole; `depress*` is also `depressed`. No words match nothing."""
    alternatives = []
    for word in filter(None, (part.strip() for part in words.replace("\n", ",").split(","))):
        stem = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        alternatives.append(stem + (r"\w*" if word.endswith("*") else r"\b"))
    return re.compile(rf"\b(?:{'|'.join(alternatives)})" if alternatives else r"(?!)", re.IGNORECASE)


def meets_in_a_sentence(text: str, drugs: str, conditions: str) -> bool:
    """True where one sentence names both."""
    drug, condition = words_pattern(drugs), words_pattern(conditions)
    if not drug.search(text) or not condition.search(text):
        return False
    return any(
        drug.search(sentence.text) and condition.search(sentence.text) for sentence in sentences_of(fold(text).text)
    )


def meets_anywhere(texts: Iterable[str], drugs: str, conditions: str) -> bool:
    """True where the texts together name both."""
    whole = "\n".join(texts)
    return bool(words_pattern(drugs).search(whole) and words_pattern(conditions).search(whole))
