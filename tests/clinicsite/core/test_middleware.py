"""Headers: what may be cached by anybody, and which pages have which content security policy."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils.cache import patch_vary_headers

from clinicsite.core.middleware import PublicCacheMiddleware


def through(response, method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return PublicCacheMiddleware(lambda request: response)(request)


def public(text="Hello"):
    return HttpResponse(text, headers={"Cache-Control": "public, max-age=0"})


def test_public_answer_gets_an_etag():
    assert through(public())["ETag"]


def test_different_answers_have_different_etags():
    assert through(public("One"))["ETag"] != through(public("Two"))["ETag"]


def test_reader_who_has_the_answer_is_told_so():
    etag = through(public())["ETag"]
    assert through(public(), **{"If-None-Match": etag}).status_code == 304


def test_unchanged_answer_has_no_body():
    etag = through(public())["ETag"]
    assert through(public(), **{"If-None-Match": etag}).content == b""


def test_changed_answer_is_sent_whole():
    etag = through(public("Old"))["ETag"]
    response = through(public("New"), **{"If-None-Match": etag})
    assert (response.status_code, response.content) == (200, b"New")


def test_answer_that_did_not_declare_itself_public_is_left_alone():
    assert not through(HttpResponse("Mine")).has_header("ETag")


def test_answer_with_a_cookie_is_never_public():
    response = public()
    response.set_cookie("session", "secret")
    assert through(response)["Cache-Control"] == "private, no-store"


def test_answer_that_depends_on_a_cookie_is_never_public():
    response = public()
    patch_vary_headers(response, ["Cookie"])
    assert through(response)["Cache-Control"] == "private, no-store"


def test_personal_answer_gets_no_etag():
    response = public()
    response.set_cookie("session", "secret")
    assert not through(response).has_header("ETag")


def test_post_is_never_answered_with_304():
    etag = through(public())["ETag"]
    assert through(public(), "post", **{"If-None-Match": etag}).status_code == 200


def test_stream_passes_without_an_etag():
    response = StreamingHttpResponse(iter([b"a", b"b"]), headers={"Cache-Control": "public"})
    assert not through(response).has_header("ETag")


def policy(client, address):
    """The content security policy of a response, by directive."""
    value = client.get(address)["Content-Security-Policy"]
    return {parts[0]: parts[1:] for parts in (directive.split() for directive in value.split(";")) if parts}


def test_public_pages_run_scripts_from_this_site_only(client, home):
    assert policy(client, "/")["script-src"] == ["'self'"]


def test_public_pages_take_styles_from_this_site_only(client, home):
    assert policy(client, "/")["style-src"] == ["'self'"]


def test_public_pages_load_nothing_that_is_not_named(client, home):
    assert policy(client, "/")["default-src"] == ["'none'"]


def test_missing_page_has_the_same_policy(client, home):
    assert policy(client, "/nothing/") == policy(client, "/")


def test_admin_may_run_the_scripts_it_writes_into_its_pages(admin_client):
    assert "'unsafe-inline'" in policy(admin_client, "/admin/")["script-src"]


@pytest.mark.parametrize("address", ["/", "/admin/"])
def test_no_policy_allows_eval(admin_client, home, address):
    assert "unsafe-eval" not in admin_client.get(address)["Content-Security-Policy"]


def other_hosts(client, address):
    sources = {source for values in policy(client, address).values() for source in values}
    return {source for source in sources if source.startswith(("http", "*"))}


def test_admin_may_talk_to_no_host_that_public_pages_may_not(admin_client, home):
    assert other_hosts(admin_client, "/admin/") == other_hosts(admin_client, "/")


def test_only_the_players_of_videos_come_from_other_hosts(client, home):
    assert other_hosts(client, "/") == {"https://www.youtube-nocookie.com", "https://player.vimeo.com"}
    assert other_hosts(client, "/") <= set(policy(client, "/")["frame-src"])


@pytest.mark.parametrize("address", ["/", "/nothing/", "/healthz", "/admin/login/"])
def test_every_answer_switches_off_the_devices_it_does_not_need(client, home, address):
    assert "camera=()" in client.get(address)["Permissions-Policy"]
