import csv
import io

import pytest
from django.contrib.auth.models import Group
from wagtail.log_actions import registry as log_registry

from blog.comments.models import AdverseEventReport
from tests.factories.comments import AdverseEventReportFactory, AnswererFactory, CommentFactory
from tests.factories.users import UserFactory

LIST = "/admin/comments/side-effects/"
HOSTILE = "<script>alert(1)</script>\"'>"
FIELDS = {"patient": "adult", "reporter": "patient", "product": "infusion", "event": "Nausea.", "destination": ""}


@pytest.fixture
def person(db):
    return AnswererFactory(first_name="Ines", last_name="Okafor")


@pytest.fixture
def person_client(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def comment(article):
    judgement = {"identifiers": [[11, 19, "phone"]]}
    return CommentFactory(page=article, text="Call me on 555-0134, I felt sick.", judgement=judgement)


def page(client, where):
    return client.get(where).content.decode()


def actions_of(instance):
    return [entry.action for entry in log_registry.get_logs_for_instance(instance)]


def test_the_form_for_a_comment_stands_beside_its_covered_text(person_client, comment):
    html = page(person_client, f"{LIST}comment/{comment.pk}/")
    assert "[phone hidden]" in html
    assert "555-0134" not in html


def test_the_form_copies_nothing_of_the_text(person_client, comment):
    html = page(person_client, f"{LIST}comment/{comment.pk}/")
    form = html[html.index('<form method="post" class="safety-form"') :]
    assert "felt sick" not in form[: form.index("</form>")]


def test_an_emergency_is_proposed_as_serious(person_client, article):
    comment = CommentFactory(page=article, labels="emergency")
    html = page(person_client, f"{LIST}comment/{comment.pk}/")
    assert "checked" in html[html.index('name="is_serious"') :][:120]


def test_a_report_is_recorded_for_the_comment(person_client, person, comment):
    person_client.post(f"{LIST}comment/{comment.pk}/", FIELDS)
    report = AdverseEventReport.objects.get()
    assert (report.comment, report.recorded_by) == (comment, person)


def test_recording_again_leads_to_the_report_there_is(person_client, comment):
    report = AdverseEventReportFactory(comment=comment)
    answer = person_client.get(f"{LIST}comment/{comment.pk}/")
    assert answer["Location"] == f"{LIST}{report.pk}/"


def test_a_report_without_a_comment_can_be_recorded(person_client):
    person_client.post(LIST + "new/", FIELDS)
    assert AdverseEventReport.objects.get().comment is None


def test_missing_elements_are_named_in_the_list(person_client):
    AdverseEventReportFactory(product="")
    assert "suspected product" in page(person_client, LIST)


def test_the_list_names_no_event_and_no_patient(person_client):
    AdverseEventReportFactory(event="Fainted twice", patient="tall woman")
    html = page(person_client, LIST)
    assert "Fainted" not in html
    assert "tall" not in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [("is_serious=true", 1), ("is_incomplete=true", 1), ("destination=none", 1), ("destination=medwatch", 1)],
)
def test_the_list_is_narrowed(person_client, query, shown):
    AdverseEventReportFactory(is_serious=True, destination="other")
    AdverseEventReportFactory(product="", destination="medwatch")
    AdverseEventReportFactory(destination="")
    html = page(person_client, f"{LIST}?{query}")
    assert html.count('class="title-wrapper"') == shown


def test_opening_a_report_is_on_record(person_client):
    report = AdverseEventReportFactory()
    person_client.get(f"{LIST}{report.pk}/")
    assert actions_of(report) == ["comments.adverse_event_viewed"]


def test_a_report_is_changed(person_client):
    report = AdverseEventReportFactory()
    person_client.post(f"{LIST}{report.pk}/", {**FIELDS, "event": "Fainted."})
    report.refresh_from_db()
    assert report.event == "Fainted."


def test_a_wrong_date_changes_nothing(person_client):
    report = AdverseEventReportFactory()
    answer = person_client.post(f"{LIST}{report.pk}/", {**FIELDS, "event": "Fainted.", "passed_on_at": "soon"})
    assert answer.status_code == 422
    assert AdverseEventReport.objects.get().event == report.event


def test_no_report_is_deleted_here(person_client):
    report = AdverseEventReportFactory()
    assert person_client.post(f"{LIST}{report.pk}/delete/").status_code == 404
    assert person_client.post(f"{LIST}delete/{report.pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["medwatch", "yellow-card"])
def test_the_page_to_print_holds_the_report_and_no_word_of_the_comment(person_client, comment, kind):
    report = AdverseEventReportFactory(comment=comment, event="Nausea for two days")
    html = page(person_client, f"{LIST}{report.pk}/print/{kind}/")
    assert "Nausea for two days" in html
    assert "felt sick" not in html
    assert comment.author_name not in html
    assert actions_of(report) == ["comments.adverse_event_printed"]


def test_a_form_that_does_not_exist_is_not_found(person_client):
    assert person_client.get(f"{LIST}{AdverseEventReportFactory().pk}/print/other/").status_code == 404


def test_the_export_is_safe_from_formulas_and_on_record(person_client, person):
    AdverseEventReportFactory(event="=HYPERLINK(1)", product="@cmd")
    answer = person_client.get(LIST + "csv/")
    row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1]
    assert "'=HYPERLINK(1)" in row
    assert "'@cmd" in row
    assert "comments.adverse_events_exported" in actions_of(person)


def test_the_export_holds_what_the_list_is_narrowed_to(person_client):
    AdverseEventReportFactory(is_serious=True)
    AdverseEventReportFactory()
    rows = list(csv.reader(io.StringIO(person_client.get(LIST + "csv/?is_serious=true").content.decode("utf-8-sig"))))
    assert len(rows) == 2


def test_hostile_words_stay_text(person_client, article):
    comment = CommentFactory(page=article, text=HOSTILE, author_name=HOSTILE)
    report = AdverseEventReportFactory(comment=comment, event=HOSTILE, patient=HOSTILE, assessment=HOSTILE)
    for where in (f"{LIST}{report.pk}/", f"{LIST}{report.pk}/print/medwatch/", LIST):
        assert "<script>alert(1)" not in page(person_client, where)


@pytest.mark.parametrize("role", ["Moderators", "Editors", "Contributors"])
@pytest.mark.parametrize("where", ["", "new/", "csv/", "{report}/", "{report}/print/medwatch/", "comment/{comment}/"])
def test_whoever_may_not_see_the_log_sees_nothing_of_it(client, comment, role, where):
    account = UserFactory()
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    report = AdverseEventReportFactory(event="Fainted twice")
    answer = client.get(LIST + where.format(report=report.pk, comment=comment.pk))
    assert answer.status_code == 403
    assert "Fainted" not in answer.content.decode()


def test_whoever_sees_only_the_log_sees_no_comment(client, comment):
    from django.contrib.auth.models import Permission

    account = UserFactory()
    codenames = ["access_admin", "handle_adverseeventreport"]
    account.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(account)
    report = AdverseEventReportFactory(comment=comment)
    html = page(client, f"{LIST}{report.pk}/")
    assert "felt sick" not in html
    assert comment.author_name not in html
    assert client.get(f"{LIST}comment/{comment.pk}/").status_code == 404


def test_an_empty_form_stores_nothing_and_says_what_to_write(person_client, comment):
    response = person_client.post(f"{LIST}comment/{comment.pk}/", {"reporter": "unknown"})
    assert response.status_code == 422
    assert "Write what happened, in a sentence." in response.content.decode()
    assert not AdverseEventReport.objects.exists()


def test_the_heading_of_a_report_reads_as_words(person_client):
    report = AdverseEventReportFactory()
    assert f"Side-effect report {report.pk}" in page(person_client, f"{LIST}{report.pk}/")
