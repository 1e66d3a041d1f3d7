"""Claim rules, overrides, checks, reviewers and what they sign."""

import datetime

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from blog.articles.models import ArticlePage
from clinicsite.review.actions import record_review
from clinicsite.review.models import ClaimOverride, ClaimRule, MedicalReview, Outcome, RegulatoryStatement, digest_of
from clinicsite.users.models import User
from tests.factories.library import ReferenceFactory
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.people import CredentialFactory, TeamMemberPageFactory
from tests.factories.users import UserFactory


class ClaimRuleFactory(DjangoModelFactory):
    """A rule that looks for one phrase."""

    pattern = "glow up"
    why = "A slogan."
    facts = "Say what was measured."
    example = "Time to glow up."

    class Meta:
        model = ClaimRule


class ClaimOverrideFactory(DjangoModelFactory):
    """The word “cures” let stand on an article for a month."""

    page = factory.SubFactory(ArticlePageFactory)
    page_key = factory.SelfAttribute("page.pk")
    page_title = factory.SelfAttribute("page.title")
    rule = "B01"
    words = "cures"
    words_digest = factory.LazyAttribute(lambda row: digest_of(row.words))
    reason = "Quoted from a law."
    made_by = factory.SubFactory(UserFactory)
    made_by_name = factory.LazyAttribute(lambda row: row.made_by.get_username() if row.made_by else "")
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))

    class Meta:
        model = ClaimOverride


class RegulatoryStatementFactory(DjangoModelFactory):
    """What is said in the United States about ketamine for pain, checked today and valid for a month."""

    topic = "off-label"
    title = "Ketamine for pain is off-label"
    text = "<p>Ketamine is approved as an anesthetic.</p>"
    source_name = "US label"
    source_url = "https://regulator.example.org/label"
    drugs = "ketamine"
    stated_on = factory.LazyFunction(timezone.localdate)
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))

    class Meta:
        model = RegulatoryStatement


def make_reviewer(**fields) -> User:
    """An account of the clinical reviewers with a published team page and a credential that can sign."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Clinical reviewers"))
    CredentialFactory(person=TeamMemberPageFactory(user=user, **fields), number="EX-1")
    return user


def make_ready_article(**fields) -> ArticlePage:
    """A draft with author, reviewer and a reference: all that the gate asks for but a sign-off."""
    source = ReferenceFactory()
    cited = f'<a linktype="citation" id="{source.pk}">{source}</a>'
    values = {
        "author": TeamMemberPageFactory(),
        "reviewer": make_reviewer().team_member_page,
        "body": story(("text", f"<p>Pain can last after tissue has healed{cited}.</p>")),
        "live": False,
        **fields,
    }
    page = ArticlePageFactory(**values)
    page.save_revision(user=UserFactory())
    return page


def sign_off(page, **values) -> MedicalReview:
    """The named reviewer signs the latest revision, made where there is none."""
    page.refresh_from_db()
    return record_review(
        page=page,
        revision=page.latest_revision or page.save_revision(),
        outcome=Outcome.APPROVED,
        evidence_checked_on=timezone.localdate(),
        **{"reviewer_page": page.reviewer, **values},
    )
