"""Publishing many pages at once: those that may be published are, the others are named."""

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction

from clinicsite.review.errors import PublicationRefused


class GatedPublishBulkAction(PublishBulkAction):
    """Wagtail's action, in which a refused page keeps no other one back."""

    def get_execution_context(self):
        self.refused = []
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, refused=None, **kwargs):
        """Numbers of published pages and of published pages below them."""
        refused = [] if refused is None else refused
        parents = sum(cls._publish(page, user, refused) for page in objects)
        below = [page for each in objects for page in cls._drafts_below(each, user)] if include_descendants else []
        return parents, sum(cls._publish(page, user, refused) for page in below)

    @staticmethod
    def _drafts_below(page, user):
        drafts = page.get_descendants().not_live().specific()
        return [draft for draft in drafts if user is None or draft.permissions_for_user(user).can_publish()]

    @staticmethod
    def _publish(page, user, refused) -> bool:
        revision = page.get_latest_revision() or page.specific.save_revision(user=user, clean=False)
        try:
            with transaction.atomic():
                revision.publish(user=user)
        except PublicationRefused as error:
            refused.append(error)
            return False
        return True

    def get_success_message(self, num_parent_objects, num_child_objects):
        if self.refused:
            rows = [
                (error.page.get_admin_display_title(), " ".join(str(problem.message) for problem in error.problems))
                for error in self.refused
            ]
            points = format_html_join("", "<li><strong>{}</strong>: {}</li>", rows)
            messages.error(self.request, format_html("{}<ul>{}</ul>", _("Not published:"), points))
        if not num_parent_objects and not num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)
