import datetime

import pytest
from django.test import RequestFactory

from clinicsite.core.antispam import (
    MAX_BODY_BYTES,
    BodyTooLarge,
    BodyUnreadable,
    Handed,
    is_from_this_site,
    read_form,
    read_signed_time,
    signed_hour,
    signed_time,
)

FORM = "application/x-www-form-urlencoded"


def post(body=b"", content_type=FORM, secure=False, **headers):
    return RequestFactory().generic(
        "POST", "/comments/1/", body, content_type=content_type, secure=secure, headers=headers
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://testserver"},
        {"origin": "HTTP://TESTSERVER"},
        {"referer": "http://testserver/articles/one/"},
        {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin"},
    ],
)
def test_post_from_our_own_page_is_known(headers):
    assert is_from_this_site(post(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:8000"},
        {"origin": "http://testserver@evil.example"},
        {"origin": "file://"},
        {"origin": "http://["},
        {"origin": "null", "referer": "http://testserver/"},
        {"referer": "http://evil.example/?http://testserver/"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_post_from_elsewhere_is_not_ours(headers):
    assert not is_from_this_site(post(**headers))


def test_page_without_encryption_is_not_the_encrypted_site():
    assert not is_from_this_site(post(secure=True, origin="http://testserver"))


def test_encrypted_page_is_the_encrypted_site():
    assert is_from_this_site(post(secure=True, origin="https://testserver"))


def test_form_is_read():
    assert read_form(post(b"name=Jon&comment=Hello")).dict() == {"name": "Jon", "comment": "Hello"}


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain",
        "application/octet-stream",
        "",
        FORM + "; charset=utf-16",
        FORM + "; charset=hex",
        "multipart/form-data; boundary=x; charset=utf-16",
        "multipart/form-data; boundary=x; charset=idna",
        "multipart/form-data",
        "multipart/form-data; boundary=\x01",
    ],
)
def test_body_that_is_no_form_in_utf8_is_unreadable(content_type):
    with pytest.raises(BodyUnreadable):
        read_form(post(b"name=Jon", content_type=content_type))


def test_form_with_too_many_fields_is_unreadable():
    with pytest.raises(BodyUnreadable):
        read_form(post(b"&".join(b"f%d=1" % number for number in range(10_001))))


def test_huge_body_is_refused_unread():
    with pytest.raises(BodyTooLarge):
        read_form(post(b"comment=" + b"x" * MAX_BODY_BYTES))


def test_length_that_is_no_number_is_unreadable():
    request = post(b"name=Jon")
    request.META["CONTENT_LENGTH"] = "many"
    with pytest.raises(BodyUnreadable):
        read_form(request)


def test_invalid_utf8_is_read_with_marks_in_its_place():
    assert read_form(post(b"comment=%ff%fe"))["comment"] == "\ufffd\ufffd"


NOW = datetime.datetime(2027, 3, 3, 12, 34, 56, tzinfo=datetime.UTC)


def test_signed_time_is_read_to_the_second():
    assert read_signed_time("form", signed_time("form", NOW), NOW) == Handed(NOW, True)


def test_signed_hour_is_the_same_for_the_whole_hour():
    later = NOW + datetime.timedelta(minutes=25)
    assert signed_hour("form", NOW) == signed_hour("form", later)
    assert signed_hour("form", NOW) != signed_hour("form", later + datetime.timedelta(hours=1))


def test_signed_hour_says_the_hour_only():
    assert read_signed_time("form", signed_hour("form", NOW), NOW) == Handed(NOW.replace(minute=0, second=0), False)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "s:1",
        "s:1:forged",
        "\ufffd:\u202e:x",
        "s:-5:x",
        signed_time("other", NOW),
        signed_time("form", NOW)[:-1],
    ],
)
def test_forged_time_is_none(token):
    assert read_signed_time("form", token, NOW) is None


def test_clock_may_be_five_minutes_behind():
    token = signed_time("form", NOW + datetime.timedelta(minutes=5))
    assert read_signed_time("form", token, NOW)


def test_time_to_come_is_none():
    assert read_signed_time("form", signed_time("form", NOW + datetime.timedelta(minutes=6)), NOW) is None
