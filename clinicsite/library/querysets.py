"""References, terms and texts in the words of the library."""

from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

from clinicsite.library.glossary import WORD, Explanation, abbreviations_in, explainer_for
from clinicsite.library.pasted import folded_title

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

    def retracted(self) -> "ReferenceQuerySet":
        """References whose source has been withdrawn."""
        return self.filter(is_retracted=True)

    def same_source_as(self, *, title="", year=None, doi="", pmid="", pmcid="") -> "ReferenceQuerySet":
        """References that are probably the same source: an identifier in common, or the same title in the same year.

        Identifiers are in normal form. A missing year is compared with nothing.
        """
        same = Q(pk__in=[])
        for field, value in [("doi", doi), ("pmid", pmid), ("pmcid", pmcid)]:
            same |= Q(**{field: value}) if value else Q(pk__in=[])
        if (folded := folded_title(title or "")[:400]) and year:
            same |= Q(folded_title=folded, year=year)
        return self.filter(same)

    def twins(self) -> "ReferenceQuerySet":
        """References that share their title and year with another one, beside each other."""
        shared = (
            self.exclude(folded_title="").values("folded_title", "year").annotate(times=Count("pk")).filter(times__gt=1)
        )
        same = Q(pk__in=[])
        for row in shared.order_by("folded_title")[:200]:
            same |= Q(folded_title=row["folded_title"], year=row["year"])
        return self.filter(same).order_by("folded_title", "year", "pk")


class GlossaryTermQuerySet(QuerySet):
    """Glossary queries."""

    def explanations(self) -> tuple[Explanation, ...]:
        """What readers are told of each word that texts explain. One query."""
        return tuple(term.explanation for term in self.filter(is_explained=True).order_by("pk"))


class PageWordsQuerySet(QuerySet):
    """Queries over what published pages say."""

    def fingerprint(self) -> tuple:
        """Another one after any change to any text. One query."""
        found = self.aggregate(number=Count("pk"), latest=Max("changed_at"))
        return found["number"], found["latest"]

    def uses_of(self, explanations: tuple[Explanation, ...]) -> dict[int, set[int]]:
        """Term id to the ids of the pages whose running text uses the word; computed once for each state of both."""
        key = f"library.uses.{sha256(repr((explanations, self.fingerprint())).encode()).hexdigest()}"
        uses = cache.get(key)
        if uses is None:
            explainer, uses = explainer_for(explanations), {}
            for page_id, text in self.values_list("page_id", "text").iterator():
                for _start, _end, explanation in explainer.found_in(text):
                    uses.setdefault(explanation.term_id, set()).add(page_id)
            cache.set(key, uses, timeout=None)
        return uses

    def unexplained_abbreviations(self, explanations: tuple[Explanation, ...], on_pages: int = 2) -> dict[str, set]:
        """Words in capitals on several pages that no entry of the glossary names, with the ids of the pages."""
        named = {word.lower() for entry in explanations for name in entry.names for word in WORD.findall(name)}
        found: dict[str, set] = {}
        for page_id, text in self.values_list("page_id", "text").iterator():
            for word in abbreviations_in(text):
                found.setdefault(word, set()).add(page_id)
        return {
            word: pages for word, pages in sorted(found.items()) if len(pages) >= on_pages and word.lower() not in named
        }
