"""Claim rules in the admin: who sees them, the bench, and switching rules off."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.review.models import ClaimRule, DisabledRule
from tests.factories.review import ClaimRuleFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BENCH, SHIPPED = reverse("claim_rules:bench"), reverse("claim_rules:shipped")


@pytest.fixture
def editor_client(client):
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    return client


@pytest.mark.parametrize("address", [BENCH, SHIPPED, reverse("claim_rules:index"), reverse("claim_rules:add")])
def test_screen_opens_for_the_owner(admin_client, address):
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize("address", [BENCH, SHIPPED, reverse("claim_rules:index"), reverse("claim_rules:add")])
def test_screen_is_closed_to_others(editor_client, address):
    assert editor_client.get(address).status_code in (302, 403)


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
    assert "Version of the rules: 1.0" in admin_client.get(BENCH).content.decode()


def test_broken_rule_is_not_saved(admin_client):
    given = {
        "pattern": "(", "is_expression": "on", "kind": "hype", "severity": "warn", "why": "w", "facts": "f",
        "example": "e", "is_active": "on",
    }  # fmt: skip
    response = admin_client.post(reverse("claim_rules:add"), given)
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
