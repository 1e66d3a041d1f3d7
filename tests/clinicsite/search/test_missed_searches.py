"""Searches without a result: counted without a reader, written after the answer, shown to few, gone after a month."""

import csv
import datetime
import io

import pytest
from django.core.signals import request_finished
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from clinicsite.search import counting
from clinicsite.search.counting import countable_words, counter, forget_old_searches, write_counts, write_due_counts
from clinicsite.search.models import MissedSearch
from clinicsite.users.roles import ROLES
from tests.clinicsite.review.desk import person
from tests.factories.pages import ArticlePageFactory

pytestmark = pytest.mark.django_db
MAY_SEE = {"Editors", "Marketers", "Administrators"}


def search(client, words):
    return client.get(reverse("search"), {"q": words})


def waiting() -> dict[str, int]:
    return {words: number for (_day, words), number in counter.take().items()}


def days_ago(number) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=number)


def missed(words="xylophone", count=3, ago=0) -> MissedSearch:
    return MissedSearch.objects.create(day=days_ago(ago), words=words, count=count)


@pytest.fixture
def later(monkeypatch):
    """Five minutes pass."""

    def pass_by():
        monkeypatch.setattr(counting, "SECONDS_BETWEEN_WRITES", 0)

    return pass_by


# Counting


def test_search_without_a_result_is_counted(client, home):
    search(client, "Xylophone")
    search(client, " xylophone ")
    assert waiting() == {"xylophone": 2}


def test_search_with_a_result_is_not_counted(client, home):
    ArticlePageFactory(title="Pacing")
    search(client, "pacing")
    search(client, "")
    assert waiting() == {}


@pytest.mark.parametrize(
    "typed",
    [
        "call 5550100", "room ٣", "sam@example.org", "one two three four five", "a" * 41, "---", "'",
        "my name is anna miller", "x²",
    ],
)  # fmt: skip
def test_what_may_tell_who_somebody_is_is_left_out(typed):
    assert countable_words(typed.replace("@", " "), typed) == ""


@pytest.mark.parametrize(
    ("typed", "words"), [("Side  Effects", "side effects"), ("-cmd", "cmd"), ("don't sleep", "don't sleep")]
)
def test_words_are_counted_in_one_form(typed, words):
    assert countable_words(typed, typed) == words


def test_memory_has_a_limit(monkeypatch):
    monkeypatch.setattr(counting, "MOST_IN_MEMORY", 2)
    for words in ("a", "b", "c", "a"):
        counter.add(words, days_ago(0))
    assert waiting() == {"a": 2, "b": 1}


# Writing


def test_visit_writes_nothing(client, home):
    search(client, "xylophone")
    client.get(reverse("search"))
    assert not MissedSearch.objects.exists()


def test_search_itself_writes_nothing_even_when_it_is_time(client, home, later):
    search(client, "xylophone")
    later()
    request_finished.disconnect(dispatch_uid="search.write_due_counts")
    try:
        search(client, "xylophone")
    finally:
        request_finished.connect(write_due_counts, dispatch_uid="search.write_due_counts")
    assert not MissedSearch.objects.exists()


def test_counts_are_written_after_a_later_answer(client, home, later):
    search(client, "xylophone")
    search(client, "xylophone")
    later()
    client.get(reverse("search"))
    row = MissedSearch.objects.get()
    assert (row.words, row.count, row.day) == ("xylophone", 2, days_ago(0))
    assert waiting() == {}


def test_answer_with_nothing_to_write_costs_no_query(later, django_assert_num_queries):
    later()
    with django_assert_num_queries(0):
        write_due_counts()


def test_counts_of_one_day_are_added_up():
    for _time in range(2):
        write_counts({(days_ago(0), "xylophone"): 2})
    assert MissedSearch.objects.get().count == 4


def test_day_has_a_limit(monkeypatch):
    monkeypatch.setattr(counting, "MOST_A_DAY", 1)
    write_counts({(days_ago(0), "a"): 1, (days_ago(0), "b"): 1})
    assert MissedSearch.objects.get().words == "a"


def test_fault_of_the_database_reaches_no_reader(client, home, later, monkeypatch, caplog):
    def fail(counts):
        raise DatabaseError("xylophone")

    monkeypatch.setattr(counting, "write_counts", fail)
    counter.add("xylophone", days_ago(0))
    later()
    assert search(client, "anything").status_code == 200
    assert "xylophone" not in caplog.text


def test_row_knows_nothing_but_day_words_and_number():
    assert {field.name for field in MissedSearch._meta.fields} == {"id", "day", "words", "count"}


# Keeping


def test_counts_are_deleted_after_thirty_days():
    missed(ago=30)
    kept = missed(ago=29)
    assert forget_old_searches() == 1
    assert MissedSearch.objects.get() == kept


@pytest.mark.parametrize(
    ("counts", "is_shown"), [([(0, 3)], True), ([(0, 1), (5, 2)], True), ([(0, 2)], False), ([(0, 2), (30, 5)], False)]
)
def test_shown_is_what_was_asked_three_times_in_thirty_days(counts, is_shown):
    for ago, count in counts:
        missed(count=count, ago=ago)
    assert bool(MissedSearch.objects.shown()) is is_shown


# Showing


@pytest.mark.parametrize("role", [role.name for role in ROLES])
@pytest.mark.parametrize("name", ["missed_searches", "missed_searches_file"])
def test_report_is_open_to_these_roles_only(client, home, role, name):
    client.force_login(person(role))
    assert (client.get(reverse(name)).status_code == 200) is (role in MAY_SEE)


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_dashboard_and_menu_show_them_to_these_roles_only(client, home, role):
    missed()
    client.force_login(person(role))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("“<bdi>xylophone</bdi>”" in html) is (role in MAY_SEE)
    assert (reverse("missed_searches") in html) is (role in MAY_SEE)


def test_dashboard_is_silent_where_nothing_was_missed(client, home):
    missed(count=2)
    client.force_login(person("Editors"))
    assert "xylophone" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_report_lists_the_most_frequent_first(client, home):
    missed("drum", 3)
    missed("xylophone", 9)
    client.force_login(person("Editors"))
    html = client.get(reverse("missed_searches")).content.decode()
    assert html.index("xylophone") < html.index("drum")


def test_file_holds_words_times_and_last_day(client, home):
    missed(count=4)
    client.force_login(person("Editors"))
    text = client.get(reverse("missed_searches_file")).content.decode().removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text)))[1] == ["xylophone", "4", days_ago(0).isoformat()]
