"""References in the words of the library."""

from django.db.models import Q, QuerySet

MOST_WORDS = 12
SEARCHED_FIELDS = ("authors", "title", "journal", "key", "doi", "pmid", "pmcid")


class ReferenceQuerySet(QuerySet):
    """Reference queries."""

    def matching(self, words: str) -> "ReferenceQuerySet":
        """References in which every word occurs somewhere: `sigtermans 2009`, a part of a title, a DOI, a PMID."""
        found = self
        for word in words.replace("\x00", "").split()[:MOST_WORDS]:
            anywhere = Q()
            for field in SEARCHED_FIELDS:
                anywhere |= Q(**{f"{field}__icontains": word})
            if word.isascii() and word.isdigit() and len(word) == 4:
                anywhere |= Q(year=int(word))
            found = found.filter(anywhere)
        return found
