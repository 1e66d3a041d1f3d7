"""People whose sign-off stands under live pages, or who are named for the next one, and who could not sign any more."""

import datetime
from collections import defaultdict

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinicsite.people.models import TeamMemberPage
from clinicsite.review.models import ReviewStanding, clinical_page_types
from clinicsite.review.permissions import can_sign_off


class Lapse(TextChoices):
    """Why somebody could not sign."""

    WITHDRAWN = "withdrawn", _("team page not public")
    NO_CREDENTIAL = "no-credential", _("no credential with an issuer and a number")
    CREDENTIAL_ENDED = "credential-ended", _("credential has ended")
    NO_RIGHT = "no-right", _("account may not sign off")


def lapse_of(person: TeamMemberPage | None, today: datetime.date | None = None) -> Lapse | None:
    """Why a person could not sign on a day; None for somebody who could. Reads the prefetched credentials."""
    if person is None or not person.live:
        return Lapse.WITHDRAWN
    today = today or timezone.localdate()
    complete = [row for row in person.credentials.all() if row.issuer.strip() and row.number.strip()]
    if not complete:
        return Lapse.NO_CREDENTIAL
    if all(row.expires_on and row.expires_on < today for row in complete):
        return Lapse.CREDENTIAL_ENDED
    return Lapse.NO_RIGHT if person.user is not None and not can_sign_off(person.user) else None


def troubles_by_page(today: datetime.date | None = None) -> dict[int, list[str]]:
    """For each live clinical page that rests on somebody who could not sign: who, and why. A fixed number of queries
    for each kind of page and each account."""
    people_of = _reviewers_by_page()
    keys = {key for people in people_of.values() for key, _name in people}
    people = TeamMemberPage.objects.select_related("user").prefetch_related("credentials").in_bulk(keys - {None})
    lapses = {key: lapse_of(people.get(key), today) for key in keys}
    troubles: dict[int, list[str]] = defaultdict(list)
    for page_id, reviewers in people_of.items():
        for key, name in reviewers:
            if lapse := lapses[key]:
                name = people[key].full_name if key in people else name
                line = _("%(name)s: %(why)s") % {"name": name, "why": lapse.label}
                if line not in troubles[page_id]:
                    troubles[page_id].append(line)
    return dict(troubles)


def _reviewers_by_page() -> dict[int, list[tuple[int | None, str]]]:
    """Who signed what readers see, and who is named as the reviewer, by page."""
    found: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    signed = ReviewStanding.objects.filter(~Q(review=None))
    for page_id, key, name in signed.values_list("page_id", "review__reviewer_page_id", "review__reviewer_name"):
        found[page_id].append((key, name))
    for model in clinical_page_types():
        named = model.objects.filter(live=True, review_standing__isnull=False, reviewer__isnull=False)
        for page_id, key in named.values_list("pk", "reviewer_id"):
            if key not in {other for other, _name in found[page_id]}:
                found[page_id].append((key, ""))
    return found
