"""What the safety screens lend to others: the banner, the covered text, the ways from a comment."""

from django import template
from django.utils import timezone

from blog.comments.actions.redaction import identifiers_of
from blog.comments.alert_mail import people_on_call, reach_of
from blog.comments.masking import parts
from blog.comments.models import OnCallShift, UrgentAlert
from blog.comments.permissions import can_answer_urgent, can_record_adverse_events
from blog.comments.settings_of import default_settings

register = template.Library()


@register.inclusion_tag("wagtailadmin/comments/safety/banner.html", takes_context=True)
def urgent_banner(context):
    """For people on call, on every page of the admin: how many urgent comments nobody looks after yet.

    Nothing, and no query, for accounts that may not answer; one query for those who may, three for somebody on call.
    """
    user = getattr(context.get("request"), "user", None)
    if not (user and user.is_authenticated and can_answer_urgent(user)):
        return {"is_shown": False}
    if not OnCallShift.objects.at(timezone.now()).filter(person=user).exists():
        return {"is_shown": False}
    return {"is_shown": True, "waiting": UrgentAlert.objects.unanswered().count()}


@register.inclusion_tag("wagtailadmin/comments/safety/on_call.html")
def on_call_now():
    """Who is on call, and where an urgent comment goes now. Two queries, three with nobody to tell."""
    settings = default_settings()
    shifts = list(OnCallShift.objects.at(timezone.now()))
    reach = reach_of(people_on_call(shifts), settings)
    return {"on_call": shifts, "way": str(reach.way), "address": settings.alert_email, "count": len(reach.addresses)}


@register.inclusion_tag("wagtailadmin/comments/safety/covered.html")
def covered(comment):
    """What a moderator has to decide on, with every identifying detail covered."""
    return {"text_parts": parts(comment.waiting_text, identifiers_of(comment))}


@register.inclusion_tag("wagtailadmin/comments/safety/ways.html", takes_context=True)
def safety_ways(context, comment):
    """The ways on from one comment: its alert, its side effect, the reply it is, its spam score."""
    user = context["request"].user
    return {
        "comment": comment,
        "alert": getattr(comment, "urgent_alert", None) if can_answer_urgent(user) else None,
        "may_record": can_record_adverse_events(user) and comment.staff_author_id is None,
        "is_reply": comment.staff_author_id is not None,
    }
