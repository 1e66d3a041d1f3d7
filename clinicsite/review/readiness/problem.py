"""What keeps a clinical page from being published."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `path` leads to it in the editor: see clinicsite.review.claims_of.editor_fragment."""

    code: str
    message: str
    path: str
    is_blocking: bool = True
