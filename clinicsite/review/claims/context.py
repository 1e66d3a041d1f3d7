"""What stands around a match and takes the claim out of it: a negation, a question, a source, a critic's frame."""

from clinicsite.review.claims.patterns import shipped

# How far back a negation is looked for, within the sentence.
NEAR = 60

# `not only` and `not just` deny nothing. A condition ends at its comma.
NEGATED = shipped(
    r"(?:\b(?:not(?! only| just)|no|never|nor|neither|cannot|without|avoid\w*|myth|false(?:ly)?|claim(?:s|ed|ing)?"
    r"|rather than|nobody|nothing|none|hardly|rarely|instead of|unable to)\b|n't\b)"
    r"(?:(?!\b(?:and|but|so|because|yet)\b)[^.;:!?]){0,45}$"
    r"|\b(?:whether|if)\b(?:(?!\b(?:and|but|so|because|yet)\b)[^.;:!?,]){0,45}$"
)
_TURN = r"(?!\b(?:but|however|in fact|actually|truth|reality)\b)"
_FRAMED_BEFORE = shipped(
    r"\b(?:myths?|false|falsely|untrue|mislead\w*|wrong(?:ly)?|incorrect(?:ly)?|criti[cs]i[sz]\w*|warn\w* about"
    r"|wary of|careful (?:with|about|of)|beware|warning signs?|be suspicious|unfounded|exaggerat\w*|we avoid"
    rf"|words? (?:like|such as)|the (?:word|term|phrase|label)s?)\b(?:{_TURN}[^;!?]){{0,160}}$"
)
_FRAMED_AFTER = shipped(
    rf"^(?:{_TURN}[^;!?]){{0,120}}\b(?:(?:is|are|was|were|would be|is simply|goes|go) "
    r"(?:a myth|myths|false|untrue|misleading|wrong|not true|not supported|unfounded|incorrect|beyond the evidence"
    r"|a warning sign|a promise no|a metaphor|a claim we do not)"
    r"|(?:has|have) no (?:published )?(?:source|evidence|basis|legal meaning)"
    r"|does not exist|no (?:trial|study|evidence) supports?|there is no (?:good )?evidence"
    r"|(?:trials?|authors?|studies|evidence|research) (?:do|did|does) not|says nothing about|tells? you nothing)\b"
)
_OTHERS = shipped(
    r"\b(?:some|other|many|certain|several) (?:\w+ ){0,2}"
    r"(?:clinics?|web ?sites?|ads?|adverts?|advertisements?|advertisers?|companies|sellers?|providers?"
    r"|headlines?|newspapers?|journalists|articles|pages)"
    r"\b[^.;!?]{0,40}\b(?:claim|say|call|promise|advertise|state|suggest|describe"
    r"|have (?:said|called|claimed|promised))\w{0,3}\b"
    r"[^;!?]{0,160}$"
    r"|\b(?:headlines?|newspapers?|journalists?|advertisements?|ads|advertisers?|a popular video"
    r"|the website|a website|an? (?:ad|advert))\b"
    r"[^.;!?]{0,40}\b(?:claim|claims|say|says|call|calls|called|promise|promises|described?"
    r"|have called|has called|have said)\b[^;!?]{0,160}$"
)
_IS_QUOTED = shipped(
    r"\b(?:words?|terms?|phrases?|labels?|promises?|calls?|called|calling|claims?|claimed|saying|says? that)"
    r"\b[^\"]{0,60}\"[^\"]{0,120}$"
)


def is_negated(sentence: str, start: int) -> bool:
    """True where the words before a match deny it."""
    return bool(NEGATED.search(sentence[max(0, start - NEAR) : start]))


def is_framed(sentence: str, start: int, end: int) -> bool:
    """True where the sentence calls the claim a myth, false or misleading, or reports it of unnamed others."""
    before, after = sentence[:start], sentence[end:]
    return bool(
        _FRAMED_BEFORE.search(before)
        or _OTHERS.search(before)
        or _FRAMED_AFTER.search(after)
        or (before.count('"') % 2 and _IS_QUOTED.search(before) and '"' in after)
    )


def is_critical(sentence: str) -> bool:
    """True where a sentence as a whole speaks about claims instead of making one."""
    return bool(_FRAMED_BEFORE.search(sentence) or _OTHERS.search(sentence) or _FRAMED_AFTER.search(sentence))
