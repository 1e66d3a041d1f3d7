"""Comments in every state that their writers and the desk meet, with the paths that lead to them."""

import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

ADDRESS = "marigold@example.org"


def add_comment_states(page) -> dict[str, str]:
    """Store them under a page. Returns the path to each, by the name it has in pages.py and test_admin_screens.py."""
    from blog.comments.models import Commenter

    moderator = get_user_model().objects.get(username="moderator")
    _fill_rota()
    Commenter.objects.filter(pk=_send(page, "The list of sources is what I had looked for.").commenter_id).update(
        proved_at=timezone.now()
    )
    return {**_own_paths(page, moderator), **_address_paths(), **_report_paths(page), **_desk_paths(page)}


def _fill_rota() -> None:
    from tests.factories.comments import OnCallShiftFactory

    clinician, now = get_user_model().objects.get(username="clinician"), timezone.now()
    for days in (-1, 0, 1):
        begin = now + datetime.timedelta(days=days)
        OnCallShiftFactory(person=clinician, starts_at=begin, ends_at=begin + datetime.timedelta(hours=20))


def _send(page, text: str, email: str = ADDRESS):
    """A comment sent as a reader sends it."""
    from blog.comments.actions.submission import Sending, submit_comment

    return submit_comment(sending=Sending(page=page, parent=None, author_name="Marigold", text=text, email=email))


def _own_paths(page, moderator) -> dict[str, str]:
    """The writer's page in each of its states, and its two forms."""
    from blog.comments.actions.decisions import approve_comment, mark_as_spam, reject_comment
    from blog.comments.actions.own_comments import edit_own_comment
    from blog.comments.links import OWN, own_path
    from blog.comments.models import RefusalReason

    waiting = _send(page, "I read this twice and kept the drawing.")
    approved = _send(page, "The second half was easier than the first.")
    approve_comment(comment=approved, moderator=moderator)
    edited = _send(page, "A glossary at the end would help.")
    approve_comment(comment=edited, moderator=moderator)
    edit_own_comment(comment=edited, text="A glossary at the end would help me most.")
    refused = _send(page, "When does the bakery beside the clinic open?", email="")
    reject_comment(comment=refused, moderator=moderator, reason=RefusalReason.OFF_TOPIC)
    put_aside = _send(page, "My shop for garden chairs is open all week.")
    mark_as_spam(comment=put_aside, moderator=moderator)
    urgent = _send(page, "I want to kill myself tonight.")
    token = OWN.sign(waiting.pk)
    return {
        "own-waiting": own_path(waiting),
        "own-approved": own_path(approved),
        "own-edited": own_path(edited),
        "own-refused": own_path(refused),
        "own-spam": own_path(put_aside),
        "own-urgent": own_path(urgent),
        "own-edit": reverse("comment_edit", args=[token]),
        "own-send-again": reverse("comment_edit", args=[OWN.sign(refused.pk)]),
        "own-withdraw": reverse("comment_withdraw", args=[token]),
    }


def _address_paths() -> dict[str, str]:
    """What the owner of an address opens."""
    from blog.comments.links import ALL, all_path, prove_path, stop_path
    from blog.comments.models import Commenter

    commenter = Commenter.objects.with_address(ADDRESS).get()
    return {
        "yours-all": all_path(commenter),
        "yours-erase": reverse("comment_erase", args=[ALL.sign(commenter.pk)]),
        "yours-prove": prove_path(commenter),
        "yours-mail": stop_path(commenter),
        "admin-commenter": reverse("commenters:show", args=[commenter.pk]),
        "admin-commenter-erase": reverse("commenters:erase", args=[commenter.pk]),
    }


def _report_paths(page) -> dict[str, str]:
    """The form for a report on a public comment, and what is said once it was sent."""
    from blog.comments.models import Comment

    number = Comment.objects.public().under(page).order_by("pk").first().pk
    return {
        "report": reverse("comment_report", args=[page.pk, number]),
        "report-sent": reverse("comment_report_sent", args=[page.pk, number]),
        "vote-counted": reverse("comment_helpful_counted", args=[page.pk, number]),
    }


def _desk_paths(page) -> dict[str, str]:
    """One row for each screen of the desk that shows a row."""
    from blog.comments.actions.adverse_events import record_adverse_event
    from blog.comments.models import AdverseEventReport, PhraseRule, UrgentAlert

    clinician = get_user_model().objects.get(username="clinician")
    detail = _send(page, "Could somebody call me about a first visit? My number is 206-555-0187.")
    harm = _send(page, "The infusion made me feel sick, and I could not see clearly for two days.")
    values = {"reporter": AdverseEventReport.Reporter.PATIENT, "product": "ketamine infusion", "event": "Felt sick."}
    report = record_adverse_event(person=clinician, values=values, comment=harm)
    phrase = PhraseRule.objects.create(phrase="garden chair*", note="A campaign of last May.")
    alert = UrgentAlert.objects.order_by("pk").last()
    return {
        "admin-detail": reverse("comments:inspect", args=[detail.pk]),
        "admin-urgent": reverse("urgent_alerts:inspect", args=[alert.pk]),
        "admin-report": reverse("adverse_events:edit", args=[report.pk]),
        "admin-report-new": reverse("adverse_events:record", args=[detail.pk]),
        "admin-report-print": reverse("adverse_events:summary", args=[report.pk, "medwatch"]),
        "admin-spam-score": reverse("comment_spam_score", args=[detail.pk]),
        "admin-phrase": reverse("phrase_rules:edit", args=[phrase.pk]),
    }
