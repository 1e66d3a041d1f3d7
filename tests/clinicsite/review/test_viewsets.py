"""Claim rules in the admin: who sees them, the bench, and switching rules off."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from clinicsite.review.models import ClaimRule, DisabledRule
from tests.factories.review import ClaimRuleFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BENCH, SHIPPED = reverse("claim_rules:bench"), reverse("claim_rules:shipped")
INDEX, ADD = reverse("claim_rules:index"), reverse("claim_rules:add")
NEW_RULE = {
    "pattern": "glow up", "kind": "hype", "severity": "warn", "why": "w", "facts": "f",
    "example": "Time to glow up.", "is_active": "on",
}  # fmt: skip


def signed_in(client, role):
    """The client of somebody who has one role."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def editor_client(client):
    """Somebody who may view rules and not change them."""
    return signed_in(client, "Editors")


@pytest.mark.parametrize("address", [BENCH, SHIPPED, INDEX, ADD])
def test_screen_opens_for_the_owner(admin_client, address):
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("address", [BENCH, SHIPPED, INDEX, ADD])
def test_screen_opens_for_administrators(client, address):
    assert signed_in(client, "Administrators").get(address).status_code == 200


@pytest.mark.parametrize("address", [BENCH, SHIPPED, INDEX])
def test_editors_read_the_rules_and_try_them(editor_client, address):
    assert editor_client.get(address).status_code == 200


def test_editors_add_no_rule(editor_client):
    response = editor_client.post(ADD, NEW_RULE)
    assert response.status_code in (302, 403)
    assert not ClaimRule.objects.exists()


def test_administrators_add_a_rule(client):
    signed_in(client, "Administrators").post(ADD, NEW_RULE)
    assert ClaimRule.objects.get().pattern == "glow up"


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_editors_change_no_rule(editor_client, action):
    rule = ClaimRuleFactory()
    before = rule.pattern
    response = editor_client.post(reverse(f"claim_rules:{action}", args=[rule.pk]), {**NEW_RULE, "pattern": "other"})
    assert response.status_code in (302, 403)
    assert ClaimRule.objects.get().pattern == before


@pytest.mark.parametrize("role", ["Contributors", "Moderators", "Clinicians"])
@pytest.mark.parametrize("address", [BENCH, SHIPPED, INDEX, ADD])
def test_screen_is_closed_to_who_may_not_view_rules(client, address, role):
    assert signed_in(client, role).get(address).status_code in (302, 403)


@pytest.mark.parametrize("address", [BENCH, SHIPPED])
def test_stranger_is_sent_to_the_login(client, address):
    assert "/login/" in client.get(address)["Location"]


def test_bench_marks_the_words_and_says_why(admin_client):
    html = admin_client.post(BENCH, {"text": "Ketamine cures.", "country": "US"}).content.decode()
    assert "<mark>cures</mark><sup>1</sup>" in html
    assert "Cure claim." in html


def test_bench_escapes_what_was_typed(admin_client):
    html = admin_client.post(BENCH, {"text": "<script>alert(1)</script> cures", "country": "US"}).content.decode()
    assert "<script>alert(1)" not in html


def test_bench_says_so_where_nothing_was_found(admin_client):
    html = admin_client.post(BENCH, {"text": "The clinic opens at eight.", "country": "US"}).content.decode()
    assert "Nothing was found." in html


def test_bench_tries_own_rules_too(admin_client):
    ClaimRuleFactory()
    html = admin_client.post(BENCH, {"text": "Time to glow up.", "country": "US"}).content.decode()
    assert "<mark>glow up</mark>" in html


def test_bench_refuses_more_than_a_page(admin_client):
    response = admin_client.post(BENCH, {"text": "a" * 20_001, "country": "US"})
    assert response.context["form"].errors.keys() == {"text"}


def test_version_of_the_rules_is_shown(admin_client):
    assert "Version of the rules: 1.1" in admin_client.get(BENCH).content.decode()


def test_broken_rule_is_not_saved(admin_client):
    response = admin_client.post(ADD, {**NEW_RULE, "pattern": "(", "is_expression": "on"})
    assert "pattern" in response.context["form"].errors
    assert not ClaimRule.objects.exists()


def test_rule_is_switched_off_with_a_reason_and_on_again(admin_client):
    admin_client.post(reverse("claim_rules:disable", args=["E03"]), {"reason": "We cite it."})
    assert DisabledRule.objects.get().reason == "We cite it."
    admin_client.post(reverse("claim_rules:enable", args=["E03"]))
    assert not DisabledRule.objects.exists()


def test_rule_is_not_switched_off_without_a_reason(admin_client):
    admin_client.post(reverse("claim_rules:disable", args=["E03"]), {"reason": ""})
    assert not DisabledRule.objects.exists()


@pytest.mark.parametrize("name", ["disable", "enable"])
def test_others_switch_nothing(editor_client, superuser, name):
    if name == "enable":
        DisabledRule.objects.create(rule="E03", reason="x", disabled_by=superuser)
    before = DisabledRule.objects.count()
    response = editor_client.post(reverse(f"claim_rules:{name}", args=["E03"]), {"reason": "x"})
    assert response.status_code in (302, 403)
    assert DisabledRule.objects.count() == before


def test_unknown_rule_leads_back_to_the_list(admin_client):
    assert admin_client.get(reverse("claim_rules:disable", args=["Z99"]))["Location"] == SHIPPED


def sent(rule, **fields) -> dict:
    """What the form of a rule sends."""
    form = {**NEW_RULE, "pattern": rule.pattern, "inactive_reason": "", **fields}
    return {name: value for name, value in form.items() if value is not None}


def test_own_rule_is_not_switched_off_without_a_reason(admin_client):
    rule = ClaimRuleFactory()
    response = admin_client.post(reverse("claim_rules:edit", args=[rule.pk]), sent(rule, is_active=None, why="Typed"))
    assert response.context["form"].errors.keys() == {"inactive_reason"}
    assert "Typed" in response.content.decode()
    assert ClaimRule.objects.get().is_active


def test_own_rule_is_switched_off_with_a_reason_that_is_logged(client):
    rule = ClaimRuleFactory()
    signed_in(client, "Compliance").post(
        reverse("claim_rules:edit", args=[rule.pk]), sent(rule, is_active=None, inactive_reason="Too many findings.")
    )
    assert (ClaimRule.objects.get().is_active, ClaimRule.objects.get().inactive_reason) == (False, "Too many findings.")
    row = ModelLogEntry.objects.get(action="review.disable_rule")
    assert (row.data["rule"], row.data["reason"]) == (rule.name, "Too many findings.")
    assert row.formatter.format_message(row).endswith(f"{rule.name}: Too many findings.")


def test_own_rule_that_is_switched_on_again_forgets_the_reason_and_is_logged(admin_client):
    rule = ClaimRuleFactory(is_active=False, inactive_reason="Too many findings.")
    admin_client.post(reverse("claim_rules:edit", args=[rule.pk]), sent(rule, inactive_reason="Too many findings."))
    assert ClaimRule.objects.get().inactive_reason == ""
    assert ModelLogEntry.objects.filter(action="review.enable_rule").count() == 1


def test_change_of_an_own_rule_that_stays_on_is_no_switch(admin_client):
    rule = ClaimRuleFactory()
    admin_client.post(reverse("claim_rules:edit", args=[rule.pk]), sent(rule, why="Other"))
    assert not ModelLogEntry.objects.filter(action__in=["review.disable_rule", "review.enable_rule"]).exists()


@pytest.mark.parametrize("role", ["Compliance", "Administrators"])
def test_those_who_look_after_claims_add_rules(client, role):
    signed_in(client, role).post(ADD, NEW_RULE)
    assert ClaimRule.objects.exists()
