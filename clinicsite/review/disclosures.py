"""Where on a page a regulatory statement belongs: behind the section that first speaks of the use it is about.

Nobody types a disclosure. A statement is chosen by the words of the page, the clinic's country and the day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.cache import cache
from wagtail.models import Page

from clinicsite.core.models import ClinicSettings
from clinicsite.library.citations import texts_shown_by, without_citations
from clinicsite.review.models import RegulatoryStatement, StatementTopic
from clinicsite.review.regulated_uses import (
    SHIPPED_CONDITIONS,
    SHIPPED_DRUGS_BY_TOPIC,
    meets_anywhere,
    meets_in_a_sentence,
)

# Topics that a page must not be silent about, whether or not somebody has written a statement.
NEVER_SILENT = (StatementTopic.OFF_LABEL, StatementTopic.PSYCHIATRIC)
END = ""
KEPT_KEY = "review.statements.%s"
SECONDS_KEPT = 60


@dataclass(frozen=True)
class Meeting:
    """A use that a page speaks of. `block_id` is the section behind which its statement stands, or END.

    `statement` is None where none is valid: then readers see nothing, and the page may not be published.
    """

    topic: str
    drugs: str
    block_id: str
    statement: RegulatoryStatement | None

    @property
    def path(self) -> str:
        """Where an editor finds the section."""
        return f"body.{self.block_id}" if self.block_id else "body"


def meetings_of(page: Page) -> list[Meeting]:
    """Every regulated use on a page as it stands in memory, in the order of the topics."""
    return _meetings(page, RegulatoryStatement.objects.for_country(country_of(page)))


def meetings_for_readers(page: Page, country: str) -> list[Meeting]:
    """The same, without a query most of the time: two processes may differ for a minute."""
    key = KEPT_KEY % country
    rows = cache.get(key)
    if rows is None:
        rows = list(RegulatoryStatement.objects.for_country(country))
        cache.set(key, rows, SECONDS_KEPT)
    return _meetings(page, rows)


def forget_kept(country: str) -> None:
    """Show readers a country's statements as they are now, in this process."""
    cache.delete(KEPT_KEY % country)


def _meetings(page: Page, rows: Iterable[RegulatoryStatement]) -> list[Meeting]:
    texts = _texts_by_section(page)
    if not texts:
        return []
    introduction = [page.title, getattr(page, "summary", "") or ""]
    found = []
    for topic, drugs, conditions, statement in _looked_for(rows):
        block_id = _first_place(texts, introduction, topic, drugs, conditions)
        if block_id is not None:
            found.append(Meeting(topic, drugs, block_id, statement))
    return found


def country_of(page: Page) -> str:
    """Whose law a page is under: the country of its site's settings."""
    site = page.get_site()
    return ClinicSettings.for_site(site).country if site else "US"


def _looked_for(
    rows: Iterable[RegulatoryStatement],
) -> list[tuple[str, str, str, RegulatoryStatement | None]]:
    """(topic, drugs, conditions, valid statement or None) of every use that is looked for, latest statements first."""
    latest_first = sorted(rows, key=lambda row: (row.valid_until, row.pk), reverse=True)
    by_use = sorted(latest_first, key=lambda row: (row.topic, row.drugs))
    looked_for = []
    for (topic, drugs), group in groupby(by_use, key=lambda row: (row.topic, row.drugs)):
        group = list(group)
        valid = next((row for row in group if row.is_valid), None)
        looked_for.append((topic, drugs, (valid or group[0]).looked_for, valid))
    written = {topic for topic, *_rest in looked_for}
    looked_for += [
        (topic.value, SHIPPED_DRUGS_BY_TOPIC[topic], SHIPPED_CONDITIONS[topic], None)
        for topic in NEVER_SILENT
        if topic.value not in written
    ]
    return sorted(looked_for, key=lambda use: StatementTopic.values.index(use[0]))


def _texts_by_section(page: Page) -> dict[str, list[str]]:
    """What each section of the body says, by its id, without what is quoted to be criticized."""
    return {
        block.id: [without_citations(text) for text in texts_shown_by(block)]
        for block in getattr(page, "body", None) or ()
        if not (hasattr(block.value, "get") and block.value.get("for_criticism"))
    }


def _first_place(texts, introduction, topic, drugs, conditions) -> str | None:
    for block_id, words in texts.items():
        if any(meets_in_a_sentence(text, drugs, conditions) for text in words):
            return block_id
    if any(meets_in_a_sentence(text, drugs, conditions) for text in introduction):
        return END
    everything = [*introduction, *(text for words in texts.values() for text in words)]
    if topic == StatementTopic.OFF_LABEL and meets_anywhere(everything, drugs, conditions):
        return END
    return None
