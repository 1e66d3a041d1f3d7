"""Which version of the comments policy a writer accepted by sending."""

from django.core.cache import cache

from clinicsite.core.models import ClinicSettings

# A form may have stood on a shared page for as long.
SECONDS_KEPT = 60


def current_policy_version(site_id: int | None) -> str:
    """The published revision of the site's comments policy and its date, such as `141 2026-03-03`. One query a minute.

    Empty where the site has no policy page, or one that is not published.
    """
    key = f"comments:policy-version:{site_id}"
    stored = cache.get(key)
    if stored is None:
        stored = _read(site_id)
        cache.set(key, stored, SECONDS_KEPT)
    return stored


def _read(site_id: int | None) -> str:
    rows = ClinicSettings.objects.filter(site_id=site_id, comments_policy_page__live=True)
    names = ("live_revision_id", "last_published_at", "id")
    found = rows.values_list(*(f"comments_policy_page__{name}" for name in names)).first()
    if found is None:
        return ""
    revision_id, published_at, page_id = found
    revision = str(revision_id) if revision_id else f"page-{page_id}"
    return f"{revision} {published_at.date().isoformat()}" if published_at else revision
