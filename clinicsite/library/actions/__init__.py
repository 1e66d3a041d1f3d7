"""What people and jobs do to the library: one function a verb."""

from clinicsite.library.actions.merging import merge_references
from clinicsite.library.actions.retractions import mark_retractions
from clinicsite.library.actions.words import keep_words, keep_words_of_all

__all__ = ["keep_words", "keep_words_of_all", "mark_retractions", "merge_references"]
