"""Letting a claim stand, in the admin."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from clinicsite.review.models import ClaimOverride
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.review import ClaimOverrideFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("claim_overrides")


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def page():
    return ArticlePageFactory(body=story(("text", "<p>It cures.</p>")))


@pytest.fixture
def editor(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def address(page):
    return reverse("claim_override_add", args=[page.pk])


def claim(**values):
    return {"rule": "B01", "words": "cures", **values}


def decision(**values):
    return claim(reason="Quoted from a law.", expires_on=days(30).isoformat(), **values)


def test_form_shows_the_words_before_anything_is_decided(admin_client, page):
    html = admin_client.post(address(page), claim()).content.decode()
    assert "<p>cures</p>" in html
    assert "Enter" not in html
    assert ClaimOverride.objects.count() == 0


def test_claim_stands_with_reason_and_end(admin_client, page, superuser):
    response = admin_client.post(address(page), decision())
    assert response["Location"] == LIST
    row = ClaimOverride.objects.get()
    assert (row.page_id, row.rule, row.words, row.reason) == (page.pk, "B01", "cures", "Quoted from a law.")
    assert (row.expires_on, row.made_by) == (days(30), superuser)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", " "),
        ("expires_on", days(-1).isoformat()),
        ("expires_on", days(367).isoformat()),
        ("expires_on", "soon"),
    ],
)
def test_impossible_decision_is_refused_and_keeps_what_was_typed(admin_client, page, field, value):
    response = admin_client.post(address(page), {**decision(), field: value})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}
    assert ClaimOverride.objects.count() == 0
    if field != "reason":
        assert "Quoted from a law." in response.content.decode()


@pytest.mark.parametrize("values", [{"rule": "X99"}, {"words": " "}, {"rule": ""}])
def test_claim_that_no_rule_finds_cannot_stand(admin_client, page, values):
    response = admin_client.post(address(page), {**decision(), **values})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ClaimOverride.objects.count() == 0


def test_words_are_shown_as_text(admin_client, page):
    html = admin_client.post(address(page), claim(words="<script>alert(1)</script>")).content.decode()
    assert "<script>alert(1)" not in html


def test_whole_sentence_can_stand(admin_client, page):
    sentence = "A very long sentence " * 60
    admin_client.post(address(page), decision(words=sentence))
    assert ClaimOverride.objects.get().words == sentence[:600]


def test_editor_may_not_let_a_claim_stand(client, editor, page):
    assert client.post(address(page), decision()).status_code == 302
    assert ClaimOverride.objects.count() == 0


def test_permission_opens_the_form(client, editor, page):
    editor.user_permissions.add(Permission.objects.get(codename="override_claim"))
    client.post(address(page), decision())
    assert ClaimOverride.objects.get().made_by == editor


def test_administrators_may_decide():
    group = Group.objects.get(name="Administrators")
    assert group.permissions.filter(codename="override_claim", content_type__app_label="review").exists()


def test_claim_can_be_opened_again(admin_client, page):
    row = ClaimOverrideFactory(page=page)
    admin_client.post(reverse("claim_override_end", args=[row.pk]))
    row.refresh_from_db()
    assert (row.has_ended(), row.expires_on) == (True, days(30))


def test_editor_may_not_open_a_claim_again(client, editor, page):
    row = ClaimOverrideFactory(page=page)
    assert client.post(reverse("claim_override_end", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.expires_on > days(0)


def test_list_begins_with_what_ends_first_and_ends_with_what_has_ended(admin_client, page):
    ends = {number: ClaimOverrideFactory(page=page, expires_on=days(number)) for number in (200, -1, 5)}
    rows = list(admin_client.get(LIST).context["object_list"])
    assert rows == [ends[5], ends[200], ends[-1]]


@pytest.mark.parametrize(("state", "wanted"), [("valid", {5, 200}), ("soon", {5}), ("ended", {-1})])
def test_list_can_be_narrowed(admin_client, page, state, wanted):
    ends = {ClaimOverrideFactory(page=page, expires_on=days(number)).pk: number for number in (200, -1, 5)}
    rows = admin_client.get(LIST, {"state": state}).context["object_list"]
    assert {ends[row.pk] for row in rows} == wanted


def test_editor_reads_the_list_without_buttons(client, editor, page):
    ClaimOverrideFactory(page=page)
    html = client.get(LIST).content.decode()
    assert "Quoted from a law." in html
    assert "Open again" not in html


@pytest.mark.parametrize("role", ["Moderators", "Clinicians"])
def test_list_is_closed_to_whoever_works_on_no_page(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.get(LIST).status_code == 302


def test_list_can_be_downloaded(admin_client, page):
    ClaimOverrideFactory(page=page)
    response = admin_client.get(LIST, {"export": "csv"})
    assert b"Quoted from a law." in b"".join(response.streaming_content)


def test_list_is_in_the_menu(admin_client):
    assert LIST in admin_client.get(reverse("wagtailadmin_home")).content.decode()
