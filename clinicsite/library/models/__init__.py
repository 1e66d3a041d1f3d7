"""What pages of every kind cite and explain."""

from clinicsite.library.models.citing_page import CitingPageMixin
from clinicsite.library.models.glossary_page import GlossaryPage
from clinicsite.library.models.glossary_term import GlossaryTerm
from clinicsite.library.models.page_words import PageWords
from clinicsite.library.models.reference import Reference

__all__ = ["CitingPageMixin", "GlossaryPage", "GlossaryTerm", "PageWords", "Reference"]
