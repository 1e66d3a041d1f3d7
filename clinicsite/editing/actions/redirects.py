"""Redirects from a table, and those that pages leave behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, Site

from clinicsite.editing.redirects import (
    circle,
    circle_words,
    flatten_chains,
    full_address,
    own_hosts,
    own_path,
    path_of,
    ways,
)

ROWS_AT_A_TIME = 500


@dataclass
class ImportOutcome:
    """How many redirects were made, and (from, to, reason) of every row that was not."""

    successes: int = 0
    errors: list[list[str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All rows."""
        return self.successes + len(self.errors)

    @property
    def errors_count(self) -> int:
        """Rows that were refused."""
        return len(self.errors)


@transaction.atomic
def import_redirects(
    *, rows: Iterable[tuple[str, str]], user, site: Site | None = None, is_permanent: bool = True
) -> ImportOutcome:
    """Make a redirect of each (from, to). Rows that are wrong, doubled or would lead in a circle are left out."""
    outcome, made, check = ImportOutcome(), [], RowCheck(site)
    for old, new in rows:
        link = full_address(str(new or "").strip())
        reason = check.fault_of(str(old or ""), link)
        if reason:
            outcome.errors.append([str(old), str(new), reason])
        else:
            old_path = check.remember(str(old), link)
            made.append(Redirect(old_path=old_path, redirect_link=link, is_permanent=is_permanent, site=site))
    Redirect.objects.bulk_create(made, batch_size=ROWS_AT_A_TIME)
    _log_all(made, user)
    flatten_chains()
    outcome.successes = len(made)
    return outcome


class RowCheck:
    """What Wagtail's form would say to one row after the other, and the circles. Three queries for all rows.

    Wagtail's own import takes some ten queries a row: minutes for thousands.
    """

    def __init__(self, site: Site | None):
        self.known = ways()
        self.hosts = own_hosts()
        self.taken = set(Redirect.objects.filter(site=site).values_list("old_path", flat=True))

    def fault_of(self, old: str, link: str) -> str:
        """Why a row cannot become a redirect; empty where it can."""
        old_path = Redirect.normalise_path(old) if old.strip() else ""
        try:
            for name, value in (("old_path", old_path), ("redirect_link", link)):
                field = Redirect._meta.get_field(name)
                if not value:
                    return _("Both addresses are needed.")
                field.clean(value, None)
        except ValidationError as error:
            return " ".join(error.messages)
        if old_path in self.taken:
            return _("A redirect from this address exists already.")
        steps = circle(old_path, own_path(link, self.hosts), self.known)
        return circle_words(steps) if steps else ""

    def remember(self, old: str, link: str) -> str:
        """Count a row among the redirects that later rows meet. Returns the path as redirects store it."""
        old_path = Redirect.normalise_path(old)
        self.taken.add(old_path)
        if target := own_path(link, self.hosts):
            self.known[old_path] = target
        return old_path


def _log_all(redirects: list[Redirect], user) -> None:
    """What `wagtail.log_actions.log` writes for each, in few queries."""
    content_type, now = ContentType.objects.get_for_model(Redirect), timezone.now()
    ModelLogEntry.objects.bulk_create(
        (
            ModelLogEntry(
                content_type=content_type,
                object_id=str(redirect.pk),
                label=str(redirect),
                action="wagtail.create",
                timestamp=now,
                user_id=user.pk,
                uuid=None,
                content_changed=True,
            )
            for redirect in redirects
        ),
        batch_size=ROWS_AT_A_TIME,
    )


def settle_redirects_of(page: Page, old_url_path: str) -> None:
    """After a page has moved: no old address leads to itself, and redirects to the old place lead to the page.

    Wagtail makes the redirects from the old addresses by itself.
    """
    below = Page.objects.filter(path__startswith=page.path)
    to_these = Redirect.objects.filter(redirect_page__in=below, automatically_created=True)
    circular = [
        row.pk for row in to_these.select_related("redirect_page") if row.old_path == path_of(row.redirect_page)
    ]
    Redirect.objects.filter(pk__in=circular).delete()
    _lead_to_new_places(page, old_url_path)


def _lead_to_new_places(page: Page, old_url_path: str) -> None:
    hosts = own_hosts()
    roots = [root.root_path for root in Site.get_site_root_paths() if old_url_path.startswith(root.root_path)]
    if not roots:
        return
    old_place = Redirect.normalise_path("/" + old_url_path[len(max(roots, key=len)) :])
    for redirect in Redirect.objects.filter(redirect_page=None).exclude(redirect_link=""):
        target = own_path(redirect.redirect_link, hosts)
        if target == old_place or target.startswith(f"{old_place}/"):
            rest = target[len(old_place) :].strip("/")
            moved = Page.objects.filter(url_path=f"{page.url_path}{rest}/" if rest else page.url_path).first()
            if moved:
                redirect.redirect_page, redirect.redirect_link = moved, ""
                redirect.save(update_fields=["redirect_page", "redirect_link"])
