"""What published pages lack, and where their links lead."""

from clinicsite.editing.models.outgoing_link import LinkOnPage, OutgoingLink
from clinicsite.editing.models.page_gaps import PageGaps

__all__ = ["LinkOnPage", "OutgoingLink", "PageGaps"]
