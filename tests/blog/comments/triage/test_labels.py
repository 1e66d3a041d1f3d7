import pytest

from blog.comments.triage import LABELS, LANE_OF, LANES, REST, SHOWS_HELP, TITLES, URGENT
from blog.comments.triage.labels import EVALUATED, in_order, lane_of


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_a_lane(label):
    assert LANE_OF[label] in LANES


@pytest.mark.parametrize("name", [*LABELS, *LANES])
def test_every_label_and_lane_has_a_title(name):
    assert str(TITLES[name])


def test_no_label_means_the_lane_of_the_rest():
    assert lane_of([]) == REST


def test_most_urgent_label_decides_the_lane():
    assert lane_of(["spam", "emergency"]) == "emergency"


def test_labels_are_listed_from_the_most_urgent_down():
    assert in_order(["spam", "crisis", "spam", "pii"]) == ("crisis", "pii", "spam")


def test_what_is_urgent_shows_help():
    assert URGENT < SHOWS_HELP


def test_evaluated_labels_are_labels():
    assert set(EVALUATED) < set(LABELS)
