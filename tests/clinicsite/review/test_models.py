"""Rules a clinic writes, and overrides that know their words."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from clinicsite.review.models import ClaimOverride, DisabledRule, digest_of
from tests.factories.review import ClaimOverrideFactory, ClaimRuleFactory

pytestmark = pytest.mark.django_db


def faults_of(**fields) -> set[str]:
    try:
        ClaimRuleFactory.build(**fields).full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def test_phrase_is_accepted():
    assert faults_of() == set()


@pytest.mark.parametrize("pattern", ["(", "(a+)+$", "a*", "(a|a){1,30}(a|a){1,30}b"])
def test_broken_or_catastrophic_expression_is_refused(pattern):
    assert "pattern" in faults_of(pattern=pattern, is_expression=True, example="aaa")


def test_signs_of_an_expression_are_letters_in_a_phrase():
    assert faults_of(pattern="free (really)", example="It is free (really).") == set()


def test_phrase_without_a_letter_is_refused():
    assert "pattern" in faults_of(pattern="...", example="...")


def test_example_that_the_rule_does_not_find_is_refused():
    assert faults_of(example="Nothing of the kind.") == {"example"}


def test_same_words_have_one_digest_whatever_their_quotes_and_blanks():
    assert digest_of("“It  Cures”") == digest_of('"it cures" ')


def test_other_words_have_another_digest():
    assert digest_of("cures") != digest_of("cured")


@pytest.mark.parametrize(("days", "is_valid"), [(0, True), (1, False)])
def test_override_is_valid_until_its_last_day(days, is_valid):
    override = ClaimOverrideFactory()
    today = override.expires_on + datetime.timedelta(days=days)
    assert ClaimOverride.objects.valid(today).exists() is is_valid


def test_override_without_a_reason_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        ClaimOverrideFactory(reason="")


def test_disabled_rule_without_a_reason_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        DisabledRule.objects.create(rule="B01", reason="")
