from clinicsite.editing.actions.gaps import forget_gaps, links_to, note_links_again, refresh_all_gaps, refresh_gaps
from clinicsite.editing.actions.links import ask_link
from clinicsite.editing.actions.redirects import import_redirects, settle_redirects_of

__all__ = [
    "ask_link",
    "forget_gaps",
    "import_redirects",
    "links_to",
    "note_links_again",
    "refresh_all_gaps",
    "refresh_gaps",
    "settle_redirects_of",
]
