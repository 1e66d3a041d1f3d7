"""Switching shipped rules off and on."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError
from wagtail.models import ModelLogEntry

from clinicsite.review.actions import disable_rule, enable_rule, rules_in_force
from clinicsite.review.claims import shipped_rules
from clinicsite.review.errors import MissingReason, NotAllowed, UnknownRule
from clinicsite.review.models import DisabledRule
from tests.factories.review import ClaimRuleFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BLOCKING, WARNING = "B01", "E03"


@pytest.fixture
def rule_keeper():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(content_type__app_label="review", codename="change_claimrule"))
    return user


def test_shipped_rules_hold_by_themselves():
    assert rules_in_force() is shipped_rules()


def test_rule_that_is_switched_off_does_not_hold(rule_keeper):
    disable_rule(rule_id=WARNING, reason="We cite it.", user=rule_keeper)
    assert WARNING not in {rule.id for rule in rules_in_force().rules}


def test_person_and_reason_are_kept(rule_keeper):
    row = disable_rule(rule_id=WARNING, reason=" We cite it. ", user=rule_keeper)
    assert (row.disabled_by, row.reason) == (rule_keeper, "We cite it.")


def test_decision_is_logged(rule_keeper):
    disable_rule(rule_id=WARNING, reason="We cite it.", user=rule_keeper)
    assert ModelLogEntry.objects.get(action="review.disable_rule").data["rule"] == WARNING


def test_blocking_rule_is_the_owners_business(rule_keeper):
    with pytest.raises(NotAllowed):
        disable_rule(rule_id=BLOCKING, reason="No.", user=rule_keeper)
    assert not DisabledRule.objects.exists()


def test_owner_may_switch_off_a_blocking_rule(superuser):
    disable_rule(rule_id=BLOCKING, reason="Legal advice.", user=superuser)
    assert DisabledRule.objects.get().rule == BLOCKING


def test_editor_may_switch_off_nothing():
    with pytest.raises(NotAllowed):
        disable_rule(rule_id=WARNING, reason="No.", user=UserFactory())


def test_reason_is_asked_for(superuser):
    with pytest.raises(MissingReason):
        disable_rule(rule_id=WARNING, reason="  ", user=superuser)


def test_unknown_rule_is_named(superuser):
    with pytest.raises(UnknownRule):
        disable_rule(rule_id="Z99", reason="x", user=superuser)


def test_rule_can_be_switched_on_again(superuser):
    disable_rule(rule_id=WARNING, reason="x", user=superuser)
    enable_rule(rule_id=WARNING, user=superuser)
    assert rules_in_force() is shipped_rules()


def test_blocking_rule_is_not_switched_on_by_a_rule_keeper(superuser, rule_keeper):
    disable_rule(rule_id=BLOCKING, reason="x", user=superuser)
    with pytest.raises(NotAllowed):
        enable_rule(rule_id=BLOCKING, user=rule_keeper)


def test_own_rule_holds_while_it_is_active():
    rule = ClaimRuleFactory()
    assert rule.name in {each.id for each in rules_in_force().rules}
    rule.is_active, rule.inactive_reason = False, "Too many findings."
    rule.save()
    assert rules_in_force() is shipped_rules()


def test_version_changes_with_own_rules():
    ClaimRuleFactory()
    first = rules_in_force().version
    ClaimRuleFactory(pattern="other words")
    assert len({shipped_rules().version, first, rules_in_force().version}) == 3


def test_rules_cost_two_queries(django_assert_num_queries):
    ClaimRuleFactory.create_batch(5)
    with django_assert_num_queries(2):
        rules_in_force()


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "price"), ("why", "Another."), ("facts", "Others."), ("severity", "block")]
)
def test_version_changes_with_every_part_of_an_own_rule(field, value):
    rule = ClaimRuleFactory()
    before = rules_in_force().version
    setattr(rule, field, value)
    rule.save()
    assert rules_in_force().version != before


def test_database_keeps_no_own_rule_that_is_off_without_a_reason():
    with pytest.raises(IntegrityError):
        ClaimRuleFactory(is_active=False)
