import datetime

import pytest

from blog.comments.doubt import SIGNS_OF_SPAM, Doubt, doubt_about_time, doubts_about_text, form_time, with_doubts
from blog.comments.judging import Judged
from blog.comments.triage import LANES, Judgement
from blog.comments.triage.labels import CRISIS, PII, REST, SPAM, lane_of

NOW = datetime.datetime(2027, 3, 3, 12, 30, tzinfo=datetime.UTC)
ORDINARY = Judged(Judgement((), REST, 0.1))


def judged(*labels):
    return Judged(Judgement(labels, lane_of(labels), 0.1))


def after(is_shared, **ago):
    return doubt_about_time(7, form_time(7, NOW - datetime.timedelta(**ago), is_shared=is_shared), NOW)


def test_time_of_an_honest_form_is_not_odd():
    assert after(False, seconds=30) is None
    assert after(True, seconds=0) is None


def test_form_sent_at_once_is_odd_where_the_second_is_known():
    assert after(False, seconds=1) == Doubt.TOO_FAST


@pytest.mark.parametrize("is_shared", [True, False])
def test_form_older_than_three_days_is_odd(is_shared):
    assert after(is_shared, days=2, hours=22) is None
    assert after(is_shared, days=3, hours=1) == Doubt.STALE


@pytest.mark.parametrize("token", ["", "forged", form_time(8, NOW, is_shared=True)])
def test_missing_time_and_that_of_another_page_are_odd(token):
    assert doubt_about_time(7, token, NOW) == Doubt.NO_TIME


@pytest.mark.parametrize(
    "text",
    [
        "See https://a.example and https://b.example/x", "www.a.example www.b.example", "[url=x]a[/url] <a href=x>",
        "http://nih.gov.evil.example http://nih.gov@evil.example", "hTTp : // a.example, ftp://b.example",
    ],
)  # fmt: skip
def test_two_links_are_odd(text):
    assert doubts_about_text(text, "", ORDINARY) == [Doubt.LINKS]


@pytest.mark.parametrize(
    "text",
    [
        "No link at all.", "One: https://a.example", "www.a.example",
        "https://pubmed.ncbi.nlm.nih.gov/1 and https://www.nice.org.uk/x and https://doi.org/10.1/2",
        "The wwww of it: http is a protocol.",
    ],
)  # fmt: skip
def test_one_link_and_known_sources_are_not(text):
    assert doubts_about_text(text, "", ORDINARY) == []


def test_link_in_the_name_counts():
    assert doubts_about_text("https://a.example", "www.b.example", ORDINARY) == [Doubt.LINKS]


def test_what_reads_like_spam_is_odd():
    assert doubts_about_text("Words.", "", judged(SPAM)) == [Doubt.SPAM]


def test_without_a_doubt_nothing_changes():
    fields = ORDINARY.fields()
    assert with_doubts(fields, []) == fields


@pytest.mark.parametrize("doubt", SIGNS_OF_SPAM)
def test_sign_of_spam_gives_label_and_lane(doubt):
    fields = with_doubts(ORDINARY.fields(), [doubt])
    assert (fields["labels"], fields["lane"], fields["urgency"]) == (SPAM, SPAM, LANES.index(SPAM))


@pytest.mark.parametrize("doubt", [Doubt.NO_TIME, Doubt.STALE, Doubt.TOO_FAST, Doubt.BUSY, Doubt.LIKE_OTHERS])
def test_suspicion_alone_gives_no_label(doubt):
    fields = with_doubts(ORDINARY.fields(), [doubt])
    assert (fields["labels"], fields["lane"]) == ("", REST)


@pytest.mark.parametrize("label", [CRISIS, PII])
def test_spam_never_hides_something_more_urgent(label):
    fields = with_doubts(judged(label).fields(), [Doubt.TRAP])
    assert (fields["labels"], fields["lane"]) == (f"{label},{SPAM}", lane_of([label]))


def test_moderators_read_each_doubt_and_the_alike():
    judgement = with_doubts(ORDINARY.fields(), [Doubt.TRAP, Doubt.LIKE_OTHERS], [4, 2])["judgement"]
    assert judgement["like"] == [4, 2]
    assert judgement["doubts"] == ["trap", "like-others"]
    assert [reason["explanation"] for reason in judgement["reasons"]] == [Doubt.TRAP.label, Doubt.LIKE_OTHERS.label]


def test_doubt_keys_are_as_other_reasons():
    (reason,) = with_doubts(ORDINARY.fields(), [Doubt.TRAP])["judgement"]["reasons"]
    assert set(reason) == {"label", "explanation", "words", "field", "start", "end", "source"}
