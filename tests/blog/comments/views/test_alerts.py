import json

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Site

from blog.comments.models import Commenter, CommentsSettings, UrgentAlert
from clinicsite.background.models import OutgoingMail
from tests.factories.comments import AnswererFactory, CommentFactory, OnCallShiftFactory, UrgentAlertFactory
from tests.factories.users import UserFactory

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}"


@pytest.fixture
def person(db):
    return AnswererFactory(first_name="Ines", last_name="Okafor")


@pytest.fixture
def person_client(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def alert(article):
    comment = CommentFactory(
        page=article, author_name="Secret Name", text="Call me on 555-0134 now", labels="crisis",
        judgement={"identifiers": [[11, 19, "phone"]]},
    )  # fmt: skip
    return UrgentAlertFactory(comment=comment)


def address(alert, verb=""):
    return f"/admin/comments/urgent/{alert.pk}/{verb}"


def page(client, where):
    return client.get(where).content.decode()


def test_the_list_shows_kind_and_clock_and_no_word_of_the_comment(person_client, alert):
    html = page(person_client, "/admin/comments/urgent/")
    assert f"Crisis, no. {alert.pk}" in html
    assert "Nobody is looking after it" in html
    assert "Secret" not in html


def test_the_list_of_open_alerts_leaves_out_closed_ones(person_client, alert):
    UrgentAlert.objects.update(closed_at=timezone.now())
    assert f"no. {alert.pk}" not in page(person_client, "/admin/comments/urgent/")
    assert f"no. {alert.pk}" in page(person_client, "/admin/comments/urgent/?show=closed")


def test_the_screen_covers_identifying_details(person_client, alert):
    html = page(person_client, address(alert))
    assert "[phone hidden]" in html
    assert "555-0134" not in html


def test_the_screen_holds_the_steps_for_the_country(person_client, alert):
    html = page(person_client, address(alert))
    assert "911" in html
    assert "988" in html
    assert 'value="keep"' in html


def test_the_screen_of_a_text_that_is_gone_says_so(person_client, alert):
    alert.comment.status, alert.comment.text, alert.comment.waiting_since = "withdrawn", "", None
    alert.comment.judgement = {}
    alert.comment.save()
    assert "The words are gone" in page(person_client, address(alert))


def test_a_hostile_comment_stays_text(person_client, article):
    alert = UrgentAlertFactory(
        comment=CommentFactory(page=article, author_name=HOSTILE[:60], text=HOSTILE), outcome=HOSTILE
    )
    html = page(person_client, address(alert))
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_one_button_acknowledges(person_client, person, alert):
    person_client.post(address(alert, "acknowledge/"))
    alert.refresh_from_db()
    assert alert.acknowledged_by == person


def test_the_second_person_is_told_who_was_faster(person_client, alert):
    other = AnswererFactory(first_name="Jo", last_name="Quick")
    UrgentAlert.objects.update(acknowledged_by=other, acknowledged_at=timezone.now())
    answer = person_client.post(address(alert, "acknowledge/"), follow=True).content.decode()
    assert "Jo Quick is looking after this already" in answer
    assert UrgentAlert.objects.get().acknowledged_by == other


def test_steps_that_are_ticked_are_stored_and_nothing_else(person_client, alert):
    person_client.post(address(alert, "steps/"), {"step": ["keep", "read", "<script>"]})
    alert.refresh_from_db()
    assert alert.steps_taken == ["read", "keep"]


def test_closing_without_words_shows_the_screen_again(person_client, alert):
    answer = person_client.post(address(alert, "close/"), {"outcome": " "})
    assert answer.status_code == 422
    assert "Write what was done" in answer.content.decode()
    assert UrgentAlert.objects.still_open().exists()


def test_closing_with_words_is_on_record(person_client, alert):
    person_client.post(address(alert, "close/"), {"outcome": "Called 911 at 10:05."})
    html = page(person_client, address(alert))
    assert "Called 911 at 10:05." in html
    assert "Closed by Ines Okafor" in html


def test_handing_over_gives_it_back(person_client, person, alert):
    person_client.post(address(alert, "acknowledge/"))
    person_client.post(address(alert, "hand-over/"))
    assert UrgentAlert.objects.unanswered().exists()


def test_the_history_says_who_did_what(person_client, alert):
    person_client.post(address(alert, "acknowledge/"))
    assert "Acknowledged, Ines Okafor" in page(person_client, address(alert))


@pytest.fixture
def reachable(alert):
    commenter = Commenter.sealed("reader@example.org")
    commenter.save()
    alert.comment.commenter = commenter
    alert.comment.save()
    return alert


def test_a_private_reply_is_sent_and_the_address_never_shown(person_client, reachable):
    answer = person_client.post(address(reachable, "reply/"), {"text": "Somebody answers at 988 now."}, follow=True)
    assert OutgoingMail.objects.get().recipient == "reader@example.org"
    assert "reader@example.org" not in answer.content.decode()


def test_a_private_reply_that_speaks_of_care_is_refused_with_the_words(person_client, reachable):
    answer = person_client.post(address(reachable, "reply/"), {"text": "Your infusion went well."})
    assert answer.status_code == 422
    assert '<q dir="auto">Your infusion</q>' in answer.content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("verb", ["acknowledge/", "hand-over/", "steps/", "close/", "reply/"])
def test_nothing_changes_by_looking(person_client, alert, verb):
    assert person_client.get(address(alert, verb)).status_code == 405


@pytest.mark.parametrize("role", ["Editors", "Contributors"])
@pytest.mark.parametrize("verb", ["", "acknowledge/", "hand-over/", "steps/", "close/", "reply/"])
def test_whoever_may_not_answer_gets_nowhere(client, alert, role, verb):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    answer = client.post(address(alert, verb), {"outcome": "x"}) if verb else client.get(address(alert))
    assert answer.status_code == 403
    alert.refresh_from_db()
    assert alert.acknowledged_at is None


@pytest.mark.parametrize("where", ["/admin/comments/urgent/", "/admin/comments/urgent/state/"])
def test_editors_do_not_see_the_list(client, alert, where):
    account = UserFactory()
    account.groups.add(Group.objects.get(name="Editors"))
    client.force_login(account)
    assert client.get(where).status_code == 403


def test_an_alert_that_does_not_exist_is_not_found(person_client):
    assert person_client.post("/admin/comments/urgent/99999/acknowledge/").status_code == 404


def test_no_cache_keeps_the_screen(person_client, alert):
    assert "no-store" in person_client.get(address(alert))["Cache-Control"]


def test_whoever_is_on_call_has_the_banner_on_every_page(person_client, person, alert):
    OnCallShiftFactory(person=person)
    html = page(person_client, "/admin/account/")
    assert "data-urgent-banner" in html
    assert 'hidden><p role="alert"' not in html


def test_the_banner_hides_once_somebody_looks_after_it(person_client, person, alert):
    OnCallShiftFactory(person=person)
    UrgentAlert.objects.update(acknowledged_at=timezone.now())
    assert 'hidden><p role="alert"' in page(person_client, "/admin/account/")


def test_whoever_is_not_on_call_has_no_banner(person_client, alert):
    assert "data-urgent-banner" not in page(person_client, "/admin/account/")


def test_the_banner_asks_for_a_number_and_gets_nothing_else(person_client, person, alert):
    OnCallShiftFactory(person=person)
    assert json.loads(page(person_client, "/admin/comments/urgent/state/")) == {"waiting": 1}


def test_the_home_page_shows_open_alerts_in_front(person_client, alert, article):
    CommentFactory(page=article)
    html = page(person_client, "/admin/")
    assert html.index("urgent-comments") < html.index("comments-waiting")


def test_the_home_page_is_silent_where_nothing_is_urgent(person_client, article):
    assert "urgent-comments-heading" not in page(person_client, "/admin/")


def test_an_alert_on_a_site_of_another_country_names_its_lines(person_client, alert):
    from clinicsite.core.models import ClinicSettings

    site = Site.objects.get(is_default_site=True)
    ClinicSettings.objects.update_or_create(site=site, defaults={"country": "UK"})
    CommentsSettings.objects.get_or_create(site=site)
    assert "116 123" in page(person_client, address(alert))


# Whom it reaches


def rota_page(person_client):
    return " ".join(page(person_client, "/admin/comments/urgent/").split())


def test_the_screen_names_who_is_on_call(person_client, person):
    OnCallShiftFactory(person=person)
    html = rota_page(person_client)
    assert "On call now:" in html
    assert "Nobody is on call" not in html


def test_the_screen_names_the_address_that_is_told_instead(person_client):
    site = Site.objects.get(is_default_site=True)
    CommentsSettings.objects.create(site=site, alert_email="duty@example.org")
    assert "Urgent comments go to duty@example.org" in rota_page(person_client)


def test_the_screen_says_that_all_who_may_answer_are_told(person_client):
    AnswererFactory()
    html = rota_page(person_client)
    assert "they go to all 2 accounts that may answer them" in html
    assert "the address in the comment settings" not in html


def test_the_screen_says_that_nobody_is_reached(person_client, person):
    type(person).objects.update(email="")
    assert "they reach nobody by mail" in rota_page(person_client)


def test_the_screen_says_that_somebody_on_call_has_no_address(person_client, person):
    type(person).objects.update(email="")
    OnCallShiftFactory(person=person)
    AnswererFactory()
    assert "Nobody who is on call has an email address that works." in rota_page(person_client)


def test_the_screen_says_that_the_last_call_was_made(person_client, alert):
    UrgentAlert.objects.update(escalations=30)
    assert "The last call was made" in page(person_client, address(alert))
