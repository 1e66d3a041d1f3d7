"""Error reports, earlier versions and reviewers' links in every state, with the paths that lead to them."""

from django.contrib.auth import get_user_model
from django.urls import reverse


def add_trust_states(page) -> dict[str, str]:
    """Store them beside a page that has notes. Returns the path to each, by the name it has in the lists of screens."""
    from clinicsite.review.models import ChangeNote
    from tests.factories.trust import report_on

    note = ChangeNote.objects.filter(page_id=page.pk, is_earlier_shown=True).first()
    report = report_on(page, email="marigold@example.org")
    report_on(page, text="I cannot go on like this.", may_be_urgent=True)
    sent = reverse("report_error_sent", args=[page.pk])
    return {
        "error-report": reverse("report_error", args=[page.pk]),
        "error-report-sent": sent,
        "error-report-help": f"{sent}?help",
        "earlier-version": reverse("earlier_version", args=[page.pk, note.pk]),
        "admin-notes": reverse("page_notes", args=[page.pk]),
        "admin-outside-reviewers": reverse("outside_review_links", args=[page.pk]),
        "admin-error-report": reverse("error_reports:handle", args=[report.pk]),
        **_drafts(page),
    }


def _drafts(page) -> dict[str, str]:
    """One link in each state. The page that is saved again at the end is another one."""
    from blog.articles.models import ArticlePage
    from clinicsite.review.actions.outside_review import Answer, Words, receive_answer, revoke_link
    from tests.factories.trust import expire, link_to

    editor = get_user_model().objects.get(username="editor")
    links = {state: link_to(page, editor) for state in ("answered", "expired", "revoked")}
    # Only a member of the team can approve, by a link from somebody who did not write.
    compliance = get_user_model().objects.get(username="compliance")
    links["open"] = link_to(page, compliance, person=page.reviewer)
    answer = Answer(comments=[Words("Please define this."), Words("Too long.", "abc", "What this means")])
    receive_answer(link=links["answered"][0], answer=Answer(comments=answer.comments, outcome="changes_requested"))
    expire(links["expired"][0])
    revoke_link(link=links["revoked"][0], user=editor)
    other = ArticlePage.objects.live().sibling_of(page, inclusive=False).first()
    links["superseded"] = link_to(other, editor)
    draft = other.get_latest_revision_as_object()
    draft.summary = f"{draft.summary} A draft."
    draft.save_revision(user=editor)
    return {f"draft-{state}": reverse("outside_review", args=[token]) for state, (_link, token) in links.items()}
