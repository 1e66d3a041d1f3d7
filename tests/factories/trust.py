"""Pages with a past, people with a role, and what readers and reviewers send."""

import datetime

from django.contrib.auth.models import Group
from django.utils import timezone

from clinicsite.review.actions.error_reports import receive_report
from clinicsite.review.actions.outside_review import Invitation, invite_reviewer
from clinicsite.review.models import ReportKind
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.users import UserFactory

SECTIONS = story(("heading", {"text": "First section"}), ("text", "<p>Pain can last.</p>"))


def somebody(role: str, **values):
    """An account with one role."""
    user = UserFactory(**values)
    user.groups.add(Group.objects.get(name=role))
    return user


def article_with_a_past(**values):
    """An article of which the public has read two versions: `Earlier words.` and, now, `Present words.`"""
    page = ArticlePageFactory(summary="Earlier words.", **values)
    page.save_revision().publish()
    page.refresh_from_db()
    page.summary = "Present words."
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def article_with_draft(**values):
    """A published article whose latest revision says `Draft words.`, which nobody outside has read."""
    page = ArticlePageFactory(summary="Public words.", body=SECTIONS, **values)
    page.save_revision().publish()
    page.refresh_from_db()
    return saved(page, "Draft words.")


def saved(page, summary: str, user=None):
    """The page after somebody saved it with another summary."""
    page.summary = summary
    page.save_revision(user=user)
    page.refresh_from_db()
    return page


def clinician(**values):
    """A team member without an account, with a valid, numbered credential and an address kept by an administrator."""
    person = TeamMemberPageFactory(**{"review_email": "doctor@example.org", **values})
    CredentialFactory(person=person, number="SAMPLE-1")
    return person


def link_to(page, maker=None, person=None, **values):
    """A reviewer's link with its token, made by an editor for 14 days."""
    name, email = ("", "") if person else ("Robin Outside", "robin@example.org")
    values = {"reviewer_page": person, "name": name, "credentials": "MD", "email": email} | values
    invitation = Invitation(**{"days": 14, **values})
    return invite_reviewer(page=page, invitation=invitation, user=maker or somebody("Editors"))


def expire(link) -> None:
    """Let a link's time be over."""
    type(link).objects.filter(pk=link.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))


def report_on(page=None, **values):
    """A reader's report."""
    defaults = {"kind": ReportKind.FACT, "text": "The year in the second section is wrong.", "email": ""}
    return receive_report(page=page or ArticlePageFactory(), **{**defaults, **values})
