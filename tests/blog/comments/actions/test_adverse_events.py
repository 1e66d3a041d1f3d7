import pytest
from wagtail.log_actions import registry as log_registry

from blog.comments.actions.adverse_events import (
    change_adverse_event,
    note_export,
    note_look,
    proposed_values,
    record_adverse_event,
)
from blog.comments.errors import EventMissing, NotAllowed
from blog.comments.models import AdverseEventReport
from tests.factories.comments import AdverseEventReportFactory, AnswererFactory, CommentFactory, ModeratorFactory

VALUES = {"patient": "adult", "reporter": "patient", "product": "infusion", "event": "Nausea for two days."}


@pytest.fixture
def person(db):
    return AnswererFactory()


def actions_of(report):
    return [entry.action for entry in log_registry.get_logs_for_instance(report)]


def test_a_report_is_tied_to_its_comment(published, person):
    assert record_adverse_event(person=person, values=VALUES, comment=published).comment == published


def test_a_comment_has_one_report(published, person):
    first = record_adverse_event(person=person, values=VALUES, comment=published)
    assert record_adverse_event(person=person, values={}, comment=published) == first


def test_nothing_of_the_comment_is_copied_by_itself(article):
    comment = CommentFactory(page=article, author_name="Secret", text="Blood in my urine.")
    assert "Blood" not in str(proposed_values(comment))
    assert "Secret" not in str(proposed_values(comment))


def test_a_report_outlives_its_comment(published, person):
    report = record_adverse_event(person=person, values=VALUES, comment=published)
    published.delete()
    report.refresh_from_db()
    assert (report.comment, report.event) == (None, "Nausea for two days.")


def test_the_name_of_who_recorded_it_stays(person):
    name = person.get_full_name()
    report = record_adverse_event(person=person, values=VALUES)
    person.delete()
    report.refresh_from_db()
    assert report.recorded_by_name == name


def test_a_moderator_without_that_right_records_nothing(published):
    with pytest.raises(NotAllowed):
        record_adverse_event(person=ModeratorFactory(), values=VALUES, comment=published)


def test_a_change_is_on_record_without_its_words(person):
    report = AdverseEventReportFactory()
    change_adverse_event(report=report, person=person, values={"event": "Fainted."})
    entry = log_registry.get_logs_for_instance(report).get()
    assert entry.data == {"fields": ["event"]}
    assert AdverseEventReport.objects.get().event == "Fainted."


def test_a_look_is_on_record(person):
    report = AdverseEventReportFactory()
    note_look(report=report, person=person, way="printed")
    assert actions_of(report) == ["comments.adverse_event_printed"]


def test_an_export_is_on_record_with_its_rows(person):
    note_export(person=person, count=3)
    entry = log_registry.get_logs_for_instance(person).get()
    assert (entry.action, entry.data) == ("comments.adverse_events_exported", {"rows": 3})


@pytest.mark.parametrize("element", ["patient", "product"])
def test_a_missing_element_is_named(db, element):
    assert len(AdverseEventReportFactory(**{element: ""}).missing_elements) == 1


def test_a_reporter_who_is_not_known_is_missing(db):
    assert AdverseEventReportFactory(reporter="unknown").missing_elements == ["reporter"]


@pytest.mark.parametrize("event", ["", "  ", None])
def test_a_report_without_an_event_is_not_stored(published, person, event):
    values = {**VALUES, "event": event} if event is not None else {"patient": "adult"}
    with pytest.raises(EventMissing):
        record_adverse_event(person=person, values=values, comment=published)
    assert not AdverseEventReport.objects.exists()


def test_the_event_cannot_be_taken_out_of_a_report(person):
    report = AdverseEventReportFactory()
    with pytest.raises(EventMissing):
        change_adverse_event(report=report, person=person, values={"event": " "})
