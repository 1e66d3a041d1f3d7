"""Numbering, the way through the parts, and what an announced part gives away."""

from types import SimpleNamespace

import pytest

from blog.articles.series import LEAST_HEAT, Part, Series


def article(pk, *, live=True, minutes=4, expected=""):
    return SimpleNamespace(
        pk=pk,
        live=live,
        title=f"Published title {pk}",
        draft_title=f"Draft title {pk}",
        summary=f"Summary {pk}",
        reading_minutes=minutes,
        expected=expected,
        slug=f"part-{pk}",
    )


def series_of(*articles, current=None):
    return Series(SimpleNamespace(title="A series"), articles, current=current)


def test_parts_are_numbered_from_one_in_the_given_order():
    series = series_of(article(7), article(3), article(5))
    assert [(part.number, part.slug) for part in series.parts] == [(1, "part-7"), (2, "part-3"), (3, "part-5")]


def test_published_part_links_to_its_page():
    published = article(1)
    assert series_of(published).parts[0].page is published


def test_announced_part_has_no_page_to_link_to():
    assert series_of(article(1, live=False)).parts[0].page is None


def test_announced_part_is_coming():
    assert [part.is_coming for part in series_of(article(1), article(2, live=False)).parts] == [False, True]


def test_announced_part_shows_the_title_of_its_draft():
    assert series_of(article(1, live=False)).parts[0].title == "Draft title 1"


def test_published_part_shows_its_published_title():
    assert series_of(article(1)).parts[0].title == "Published title 1"


def test_announced_part_keeps_its_summary_to_itself():
    assert series_of(article(1, live=False)).parts[0].summary == ""


def test_announced_part_has_no_reading_time():
    assert series_of(article(1, live=False, minutes=9)).parts[0].reading_minutes == 0


def test_announced_part_says_when_it_is_expected():
    assert series_of(article(1, live=False, expected="May 2027")).parts[0].expected == "May 2027"


def test_total_minutes_leave_announced_parts_out():
    assert series_of(article(1, minutes=4), article(2, minutes=5), article(3, live=False, minutes=9)).total_minutes == 9


def test_current_part_is_the_article_being_read():
    here = article(2)
    assert series_of(article(1), here, article(3), current=here).current.number == 2


def test_series_page_has_no_current_part():
    assert series_of(article(1)).current is None


def test_article_that_is_not_listed_has_no_current_part():
    assert series_of(article(1), current=article(99)).current is None


@pytest.mark.parametrize(("position", "before", "after"), [(0, None, 2), (1, 1, 3), (2, 2, None)])
def test_neighbours_follow_the_order(position, before, after):
    parts = [article(1), article(2), article(3)]
    series = series_of(*parts, current=parts[position])
    numbers = [part and part.number for part in (series.previous, series.next)]
    assert numbers == [before, after]


def test_next_steps_over_an_announced_part():
    here = article(1)
    assert series_of(here, article(2, live=False), article(3), current=here).next.number == 3


def test_previous_steps_over_an_announced_part():
    here = article(3)
    assert series_of(article(1), article(2, live=False), here, current=here).previous.number == 1


def test_no_next_where_only_announced_parts_follow():
    here = article(1)
    assert series_of(here, article(2, live=False), current=here).next is None


def test_unlisted_article_has_no_neighbours():
    series = series_of(article(1), article(2), current=article(99))
    assert (series.previous, series.next) == (None, None)


def test_preview_of_an_announced_part_has_no_neighbours():
    here = article(2, live=False)
    series = series_of(article(1), here, article(3), current=here)
    assert (series.previous, series.next) == (None, None)


def part(number):
    return Part(number=number, title="", summary="", reading_minutes=1, page=None, expected="", slug="")


def test_lines_calm_down_from_part_to_part():
    heats = [part(number).heat for number in range(1, 6)]
    assert heats == sorted(heats, reverse=True)
    assert len(set(heats)) == 5


def test_line_of_a_late_part_is_never_flat():
    assert part(40).heat == LEAST_HEAT > 0
