import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.utils.translation import override
from wagtail.log_actions import registry as log_registry

from blog.comments.care_steps import steps_for
from blog.comments.safety_admin import safety_menu_item
from clinicsite.core.models.clinic_settings import Country
from tests.factories.comments import UrgentAlertFactory
from tests.factories.users import UserFactory


def menu_of(*roles):
    account = UserFactory()
    account.groups.add(*Group.objects.filter(name__in=roles))
    request = RequestFactory().get("/admin/")
    request.user = account
    return safety_menu_item(), request


def names(item, request):
    shown = sorted(item.menu.menu_items_for_request(request), key=lambda entry: entry.order)
    return [str(entry.label) for entry in shown]


def test_a_clinician_sees_everything_about_safety(db):
    assert names(*menu_of("Clinicians")) == [
        "Urgent comments", "On-call rota", "Side effects", "Replies to approve", "Approved replies", "Listed phrases",
    ]  # fmt: skip


def test_a_moderator_does_not_see_the_log_of_side_effects(db):
    assert "Side effects" not in names(*menu_of("Moderators"))


def test_an_editor_sees_no_such_menu(db):
    item, request = menu_of("Editors")
    assert not item.is_shown(request)


def test_the_entry_counts_open_alerts(article):
    UrgentAlertFactory()
    item, request = menu_of("Clinicians")
    labels = [str(entry.label) for entry in item.render_component(request).menu_items]
    assert "Urgent comments (1)" in labels


@pytest.mark.parametrize("country", [*Country.values, "XX"])
@pytest.mark.parametrize("label", ["crisis", "emergency"])
def test_every_country_has_its_steps(country, label):
    steps = steps_for(label, country, has_address=True)
    assert len({step.key for step in steps}) == len(steps)
    assert {"read", "keep", "reply", "document"} <= {step.key for step in steps}


@pytest.mark.parametrize(
    ("country", "number"), [("US", "911"), ("UK", "999"), ("AU", "000"), ("EU", "112"), ("IE", "112")]
)
def test_the_steps_name_the_emergency_number_of_the_country(country, number):
    assert any(number in step.text for step in steps_for("emergency", country, has_address=False))


def test_without_an_address_nobody_is_asked_to_write():
    assert "reply" not in {step.key for step in steps_for("crisis", "US", has_address=False)}


@pytest.mark.parametrize("name", ["alert_raised", "reveal", "redact", "keep_details", "reply", "adverse_event_viewed"])
def test_log_actions_have_words(name):
    with override("en"):
        assert str(log_registry.get_action_label(f"comments.{name}"))
