"""Has the drafts of a series go live one after the other."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from blog.articles.errors import Refusal, SeriesNotScheduled
from blog.articles.models import ArticlePage
from clinicsite.review.claims_of import editor_fragment
from clinicsite.review.gate import blocking_problems


def schedule_series(*, times: Sequence[tuple[ArticlePage, datetime]], user) -> list[ArticlePage]:
    """Give each draft its time, in Wagtail's own schedule. All of them, or SeriesNotScheduled and none."""
    with transaction.atomic():
        locked = {page.pk: page for page in _locked(page for page, _moment in times)}
        pairs = [(locked[page.pk], moment) for page, moment in times if page.pk in locked]
        refusals = refusals_of(pairs, user)
        if len(pairs) != len(times):
            missing = [page for page, _moment in times if page.pk not in locked]
            refusals += [Refusal(page, _("It is gone.")) for page in missing]
        if refusals:
            raise SeriesNotScheduled(refusals)
        return [_schedule(page, moment, user) for page, moment in pairs]


def refusals_of(times: Iterable[tuple[ArticlePage, datetime]], user) -> list[Refusal]:
    """Why which part cannot have its time, without changing anything."""
    refusals = []
    for page, moment in times:
        reasons = [*_reasons_of_state(page, moment, user)]
        latest = page.get_latest_revision_as_object()
        latest.go_live_at = moment
        reasons = reasons or [*_reasons_of_schedule(latest), *_reasons_of_gate(latest)]
        refusals += [Refusal(page, reason, fragment) for reason, fragment in reasons]
    return refusals


def _locked(pages: Iterable[ArticlePage]):
    return ArticlePage.objects.select_for_update(of=("self",)).filter(pk__in=[page.pk for page in pages])


def _reasons_of_state(page: ArticlePage, moment: datetime, user):
    permissions = page.permissions_for_user(user)
    if not permissions.can_publish():
        yield _("Your account may not publish it."), ""
    elif page.live:
        yield _("It is published already."), ""
    elif page.current_workflow_state:
        yield _("It waits for a review. Let that end first."), ""
    elif (lock := page.get_lock()) and not page.scheduled_revision and lock.for_user(user):
        yield _("Somebody has locked it."), ""
    if moment <= timezone.now():
        yield _("The time has passed."), ""


def _reasons_of_schedule(latest: ArticlePage):
    if latest.expire_at and latest.expire_at <= latest.go_live_at:
        yield _("It would end before it begins: change its expiry first."), ""


def _reasons_of_gate(latest: ArticlePage):
    """What is missing, and people, references, claims and the sign-off: what a page needs however it is published."""
    for problem in blocking_problems(latest):
        yield str(problem.message), editor_fragment(problem.path) if problem.path else ""


def _schedule(page: ArticlePage, moment: datetime, user) -> ArticlePage:
    latest = page.get_latest_revision_as_object()
    latest.go_live_at = moment
    revision = latest.save_revision(user=user, log_action=True)
    PublishPageRevisionAction(revision, user=user).execute()
    return ArticlePage.objects.get(pk=page.pk)
