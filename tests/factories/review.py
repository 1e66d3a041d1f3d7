"""Claim rules, overrides and checks."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from clinicsite.review.models import ClaimOverride, ClaimRule, digest_of
from tests.factories.pages import ArticlePageFactory
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
    rule = "B01"
    words = "cures"
    words_digest = factory.LazyAttribute(lambda row: digest_of(row.words))
    reason = "Quoted from a law."
    made_by = factory.SubFactory(UserFactory)
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))

    class Meta:
        model = ClaimOverride
