"""How the safety screens are tied into the Wagtail admin: menu, addresses, home panel, banner."""

from django.forms import Media
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from blog.comments.judging import forget_kept
from blog.comments.models import PhraseRule, UrgentAlert
from blog.comments.permissions import can_answer_urgent, can_approve_replies, can_reply_as_clinic
from blog.comments.triage import TITLES
from blog.comments.views.adverse_events import ReportViewSet
from blog.comments.views.alerts import AlertViewSet
from blog.comments.views.lessons import SpamScoreView
from blog.comments.views.phrases import PhraseRuleViewSet
from blog.comments.views.replies import ClinicReplyView, RepliesToApproveView, ReplyTemplateViewSet
from blog.comments.views.rota import RotaViewSet

SHOWN = 5


def safety_addresses():
    """The addresses of the screens about one comment or one reply."""
    return [
        path("comment-safety/<int:pk>/spam-score/", SpamScoreView.as_view(), name="comment_spam_score"),
        path("comment-safety/replies/", RepliesToApproveView.as_view(), name="replies_to_approve"),
        path("comment-safety/replies/<int:pk>/", ClinicReplyView.as_view(), name="clinic_reply"),
    ]


class RepliesMenuItem(MenuItem):
    """For those who write or approve replies of the clinic."""

    def is_shown(self, request):
        return can_reply_as_clinic(request.user) or can_approve_replies(request.user)


class SafetyMenu(Menu):
    """The screens of this module, in the order in which they matter."""

    @cached_property
    def registered_menu_items(self):
        sets = [AlertViewSet(), RotaViewSet(), ReportViewSet(), ReplyTemplateViewSet(), PhraseRuleViewSet()]
        items = [viewset.get_menu_item(order=place * 10) for place, viewset in enumerate(sets)]
        replies = RepliesMenuItem(
            _("Replies to approve"),
            reverse("replies_to_approve"),
            name="replies-to-approve",
            icon_name="openquote",
            order=25,
        )
        return [*items, replies]


def safety_menu_item():
    """One entry beside the comments, which opens the others."""
    return SubmenuMenuItem(_("Comment safety"), SafetyMenu(), name="comment-safety", icon_name="tasks", order=211)


class UrgentPanel(Component):
    """What is urgent and open, with its clock; in front of everything else on the home page."""

    name = "urgent_comments"
    template_name = "wagtailadmin/comments/safety/home_panel.html"
    order = 10

    def get_context_data(self, parent_context):
        alerts = list(UrgentAlert.objects.still_open().select_related("acknowledged_by")[: SHOWN + 1])
        for alert in alerts:
            alert.title = TITLES[alert.label]
        return {
            "alerts": alerts[:SHOWN],
            "has_more": len(alerts) > SHOWN,
        }

    @property
    def media(self):
        return Media(css={"all": ["css/admin/safety.css"]})


def add_urgent_panel(request, panels):
    """For people who may answer urgent comments."""
    if can_answer_urgent(request.user):
        panels.append(UrgentPanel())


def urgent_banner_script():
    """Keeps the banner true while a page stays open."""
    return format_html('<script defer src="{}"></script>', static("js/admin/urgent.js"))


def forget_changed_phrases(request, changed):
    """A listed phrase counts from the moment it is stored."""
    instances = changed if isinstance(changed, (list, tuple)) else [changed]
    if any(isinstance(instance, PhraseRule) for instance in instances):
        forget_kept()
