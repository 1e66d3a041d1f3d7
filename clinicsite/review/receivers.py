"""Hears Wagtail: what was published is checked, and no page is published past the gate."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, WorkflowPage, get_default_page_content_type
from wagtail.signals import page_published, page_unpublished

from clinicsite.core.models import Disclaimer
from clinicsite.core.models.checked_text import text_asked
from clinicsite.core.signals import publication_asked
from clinicsite.library.models import GlossaryTerm, Reference
from clinicsite.review.actions import refresh_check, refresh_standing
from clinicsite.review.actions.shared_texts import blocking_claims_in
from clinicsite.review.disclosures import forget_kept
from clinicsite.review.gate import refuse_unready, use_leave, withhold_publication
from clinicsite.review.gate.decision import blocking_problems
from clinicsite.review.models import ClaimsCheck, MedicallyReviewedMixin, RegulatoryStatement, ReviewStanding
from clinicsite.review.signals import publication_withheld
from clinicsite.review.workflow_setup import set_up_workflow

SHARED_TEXTS = (Disclaimer, GlossaryTerm, Reference)


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(check_published_page, dispatch_uid="review.check_published_page")
    page_published.connect(draw_standing, dispatch_uid="review.draw_standing")
    page_unpublished.connect(forget_unpublished_page, dispatch_uid="review.forget_unpublished_page")
    publication_asked.connect(guard_publication, dispatch_uid="review.guard_publication")
    publication_withheld.connect(tell_of_withheld_page, dispatch_uid="review.tell_of_withheld_page")
    post_migrate.connect(set_up_workflow_after_migrate, dispatch_uid="review.set_up_workflow")
    post_save.connect(show_statement, sender=RegulatoryStatement, dispatch_uid="review.show_statement")
    post_delete.connect(show_statement, sender=RegulatoryStatement, dispatch_uid="review.take_statement_away")
    text_asked.connect(find_claims, dispatch_uid="review.find_claims")
    for model in (*SHARED_TEXTS, get_image_model(), get_document_model()):
        name = model.__name__
        post_save.connect(draw_standings_around, sender=model, dispatch_uid=f"review.draw_standings.{name}")
        pre_delete.connect(note_pages_around, sender=model, dispatch_uid=f"review.note_pages.{name}")
        post_delete.connect(draw_noted_standings, sender=model, dispatch_uid=f"review.draw_noted.{name}")


def check_published_page(sender, instance: Page, **kwargs) -> None:
    """Check after the commit, so that a fault in the check cannot undo a publication."""
    transaction.on_commit(lambda: _check(instance.pk), robust=True)


def draw_standing(sender, instance: Page, revision, **kwargs) -> None:
    """In the same transaction: readers never meet a changed text under an old sign-off."""
    if isinstance(instance, MedicallyReviewedMixin):
        # Wagtail sends the signal for a page that is only scheduled, too.
        if instance.live:
            use_leave(revision)
        refresh_standing(instance.pk)


def forget_unpublished_page(sender, instance: Page, **kwargs) -> None:
    """Nobody reads it any more."""
    ClaimsCheck.objects.filter(page_id=instance.pk).delete()
    ReviewStanding.objects.filter(page_id=instance.pk).delete()


def guard_publication(sender, page: Page, revision, user, is_scheduled: bool, **kwargs) -> bool | None:
    """The gate. Refuses somebody; withholds what is due by the clock and tells those whose work it is."""
    draft = revision.as_object()
    if not is_scheduled:
        return refuse_unready(draft, revision)
    problems = blocking_problems(draft, revision)
    if not problems:
        return None
    withhold_publication(page=page, revision=revision, problems=problems, user=user)
    return False


def tell_of_withheld_page(sender, page: Page, revision, problems, user=None, **kwargs) -> None:
    """A workflow is finished, and its page waits for something else."""
    withhold_publication(page=page, revision=revision, problems=problems, user=user)


def find_claims(sender, instance, **kwargs) -> dict[str, list[str]]:
    """Somebody is about to save a text that stands on many pages."""
    return blocking_claims_in(instance)


def show_statement(sender, instance: RegulatoryStatement, **kwargs) -> None:
    """Readers meet what was just written."""
    forget_kept(instance.jurisdiction)


def draw_standings_around(sender, instance, created: bool = False, **kwargs) -> None:
    """A shared text, or a file, was changed: it is part of every clinical page that shows it."""
    if not created and not kwargs.get("raw"):
        _draw(pages_showing(instance))


def note_pages_around(sender, instance, **kwargs) -> None:
    """Wagtail forgets who uses something as it is deleted, so it is asked before."""
    instance.pages_it_was_on = pages_showing(instance)


def draw_noted_standings(sender, instance, **kwargs) -> None:
    """Something is gone from every clinical page that showed it."""
    _draw(getattr(instance, "pages_it_was_on", set()))


def pages_showing(instance) -> set[int]:
    """The pages that show something, also within a shared text: a source that a disclaimer cites."""
    on_pages = get_default_page_content_type()
    shared = {ContentType.objects.get_for_model(model): model for model in SHARED_TEXTS}
    pages, seen, waiting = set(), {(type(instance), str(instance.pk))}, [instance]
    while waiting:
        rows = ReferenceIndex.get_references_to(waiting.pop()).select_related("base_content_type")
        for row in rows:
            model = shared.get(row.base_content_type)
            if row.base_content_type == on_pages:
                pages.add(int(row.object_id))
            elif model and (model, row.object_id) not in seen:
                seen.add((model, row.object_id))
                waiting.append(model(pk=row.object_id))
    return pages


def _draw(pages: set[int]) -> None:
    for page_id in ReviewStanding.objects.filter(page_id__in=pages).values_list("page_id", flat=True):
        refresh_standing(page_id)


def set_up_workflow_after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Once, after the last app has its tables."""
    with_models = [config for config in apps.get_app_configs() if config.models_module]
    if sender != with_models[-1] or using != DEFAULT_DB_ALIAS:
        return
    if {WorkflowPage._meta.db_table, ClaimsCheck._meta.db_table} <= set(connection.introspection.table_names()):
        set_up_workflow()


def _check(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        refresh_check(page.specific)
