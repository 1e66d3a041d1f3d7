"""What pages of every kind cite and explain."""

from clinicsite.library.models.citing_page import CitingPageMixin
from clinicsite.library.models.glossary_term import GlossaryTerm
from clinicsite.library.models.reference import Reference

__all__ = ["CitingPageMixin", "GlossaryTerm", "Reference"]
