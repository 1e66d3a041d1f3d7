"""Readers' reports from arrival to erasure."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinicsite.background.models import OutgoingMail
from clinicsite.review.actions.error_reports import answer_report, erase_report, handle_report, purge_reports
from clinicsite.review.errors import ChangedMeanwhile, NotAllowed, NothingSaid
from clinicsite.review.models import ErrorReport, TrustSettings
from tests.factories.pages import ArticlePageFactory
from tests.factories.trust import report_on, somebody

pytestmark = pytest.mark.django_db
WORDS = "The year in the second section is wrong."


def handled(report, user=None, **values):
    defaults = {"status": "accepted", "owner": None, "due_on": report.due_on, "notes": "", "seen": seen(report)}
    return handle_report(report=report, user=user or somebody("Editors"), **{**defaults, **values})


def answered(report, user=None, text="We have put it right.", **values):
    user = user or somebody("Editors")
    return answer_report(report=report, user=user, text=text, **{"seen": seen(report), **values})


def seen(report):
    return report.changed_at.isoformat()


def age(report, days):
    ErrorReport.objects.filter(pk=report.pk).update(changed_at=timezone.now() - datetime.timedelta(days=days))


def test_address_is_sealed():
    report = report_on(email="reader@example.org")
    assert ("reader" in report.address_sealed, report.address) == (False, "reader@example.org")


def test_report_is_due_when_the_site_says(home):
    TrustSettings.for_site(home.get_site()).delete()
    TrustSettings.objects.create(site=home.get_site(), report_due_days=3)
    assert report_on(home).due_on == timezone.localdate() + datetime.timedelta(days=3)


def test_same_words_on_the_same_day_are_one_report():
    page = ArticlePageFactory()
    assert report_on(page).pk == report_on(page, text=f"  {WORDS.upper()}").pk


def test_same_words_on_another_page_are_another_report():
    assert report_on().pk != report_on().pk


def test_urgent_report_is_due_today_and_calls_everybody_who_handles_reports():
    handler, other = somebody("Editors"), somebody("Moderators")
    report = report_on(may_be_urgent=True)
    assert report.due_on == timezone.localdate()
    assert OutgoingMail.objects.to(handler.email).exists()
    assert not OutgoingMail.objects.to(other.email).exists()


def test_mail_about_an_urgent_report_quotes_nothing():
    somebody("Editors")
    report_on(may_be_urgent=True)
    mail = OutgoingMail.objects.get()
    assert WORDS not in mail.text + mail.subject


@pytest.mark.parametrize("role", ["Editors", "Compliance", "Administrators"])
def test_these_roles_handle_reports(role):
    assert handled(report_on(), somebody(role)).status == "accepted"


@pytest.mark.parametrize(
    "role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk", "Clinicians"]
)
@pytest.mark.parametrize("verb", [handled, answered, lambda report, user: erase_report(report=report, user=user)])
def test_these_roles_do_not(role, verb):
    with pytest.raises(NotAllowed):
        verb(report_on(), somebody(role))


def test_owner_due_day_and_notes_are_stored():
    owner = somebody("Editors")
    day = timezone.localdate() + datetime.timedelta(days=2)
    report = handled(report_on(), owner=owner, due_on=day, notes="Asked the author.")
    report.refresh_from_db()
    assert (report.owner, report.due_on, report.notes) == (owner, day, "Asked the author.")


def test_nobody_overwrites_what_another_stored_meanwhile():
    report = report_on()
    before = seen(report)
    handled(report)
    with pytest.raises(ChangedMeanwhile):
        handled(report, seen=before)


def test_note_on_an_answered_report_does_not_open_it_again():
    report = answered(report_on())
    assert handled(report, status="answered", notes="Thanked us.").status == "answered"


def test_answer_is_mailed_to_the_reader():
    answered(report_on(email="reader@example.org"))
    mail = OutgoingMail.objects.to("reader@example.org").get()
    assert "We have put it right." in mail.text


def test_subject_of_the_answer_names_no_page_and_no_person():
    page = ArticlePageFactory(title="A telling title")
    answered(report_on(page, email="reader@example.org"))
    subject = OutgoingMail.objects.get().subject
    assert "telling" not in subject
    assert "reader" not in subject


def test_answer_without_an_address_is_kept_and_not_mailed():
    assert answered(report_on()).answer == "We have put it right."
    assert not OutgoingMail.objects.exists()


def test_answer_survives_that_the_page_is_gone():
    page = ArticlePageFactory()
    report = report_on(page, email="reader@example.org")
    page.delete()
    report.refresh_from_db()
    assert answered(report).status == "answered"


def test_empty_answer_is_refused():
    with pytest.raises(NothingSaid):
        answered(report_on(), text=" ")


def test_log_holds_no_word_of_report_and_answer():
    report = answered(report_on(email="reader@example.org"))
    data = str(list(ModelLogEntry.objects.for_instance(report).values_list("data", flat=True)))
    assert not [word for word in ("year", "right", "reader") if word in data]


def test_words_of_a_closed_report_are_erased_after_its_time():
    report = answered(report_on(email="reader@example.org"))
    age(report, 181)
    assert purge_reports() == 1
    report.refresh_from_db()
    assert (report.text, report.answer, report.address_sealed, report.status) == ("", "", "", "answered")


def test_closed_report_is_kept_until_then():
    report = answered(report_on())
    age(report, 179)
    assert purge_reports() == 0


def test_open_report_keeps_its_words_and_loses_the_address():
    report = report_on(email="reader@example.org")
    age(report, 181)
    purge_reports()
    report.refresh_from_db()
    assert (report.text, report.address_sealed) == (WORDS, "")


def test_erasure_takes_back_an_answer_that_has_not_gone_yet():
    report = answered(report_on(email="reader@example.org"))
    erase_report(report=report, user=somebody("Editors"))
    assert not OutgoingMail.objects.exists()
