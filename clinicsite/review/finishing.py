"""What a finished workflow does: publish what may be published.

Named by WAGTAIL_FINISH_WORKFLOW_ACTION. Wagtail reads this module while its own models load, so it imports no models.
"""

from django.db import transaction

from clinicsite.review.errors import PublicationRefused
from clinicsite.review.signals import publication_withheld


def publish_if_ready(workflow_state, user=None) -> None:
    """Publish the latest revision; a page that the gate refuses keeps its sign-off and waits as a draft.

    Whoever signs a clinical page publishes it by that, without the right to publish pages at will.
    """
    revision = workflow_state.content_object.get_latest_revision()
    page = revision.content_object
    is_page_of_this_site = hasattr(page, "is_sample")
    if not is_page_of_this_site:
        revision.publish(user=user)
        return
    options = {"skip_permission_checks": True} if hasattr(page, "clinical_fields") else {}
    try:
        with transaction.atomic():
            page.publish(revision, user=user, is_gated=True, **options)
    except PublicationRefused as refused:
        publication_withheld.send(sender=type(page), page=page, revision=revision, problems=refused.problems, user=user)
