"""References and glossary terms."""

import factory
from factory.django import DjangoModelFactory

from clinicsite.library.models import GlossaryTerm, Reference


class ReferenceFactory(DjangoModelFactory):
    """A source with an author, a title and a year, and no identifier."""

    key = factory.Sequence(lambda number: f"source-{number}")
    kind = Reference.Kind.TRIAL
    authors = "Sigtermans MJ, van Hilten JJ."
    title = factory.Sequence(lambda number: f"A trial of pain relief, number {number}")
    year = 2009

    class Meta:
        model = Reference


class GlossaryTermFactory(DjangoModelFactory):
    """A word with its meaning."""

    term = factory.Sequence(lambda number: f"term {number}")
    slug = factory.Sequence(lambda number: f"term-{number}")
    definition = "What the word means in plain language."

    class Meta:
        model = GlossaryTerm


def citation(reference) -> str:
    """A citation as the rich-text editor stores it."""
    return f'<a linktype="citation" id="{reference.pk}">{reference.short_name}</a>'
