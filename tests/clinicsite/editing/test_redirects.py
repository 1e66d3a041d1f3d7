"""Redirects: none in a circle, none by a detour, none lost when pages move."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page

from clinicsite.clinic.models import StandardPage
from clinicsite.editing.actions import import_redirects
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

ADD = reverse("wagtailredirects:add")
SITE = "http://localhost"


def links() -> dict[str, str]:
    """Old path to what the middleware would answer."""
    return {redirect.old_path: redirect.link.removeprefix(SITE) for redirect in Redirect.objects.all()}


def add(client, old_path, link="", page=""):
    return client.post(
        ADD, {"old_path": old_path, "site": "", "is_permanent": "on", "redirect_page": page, "redirect_link": link}
    )


def rename(page, slug, django_capture_on_commit_callbacks):
    page = StandardPage.objects.get(pk=page.pk)
    page.slug = slug
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def test_renamed_page_answers_at_its_old_address(home, client, django_capture_on_commit_callbacks):
    page = rename(StandardPageFactory(slug="old"), "new", django_capture_on_commit_callbacks)
    response = client.get("/old/")
    assert (response.status_code, response.url) == (301, page.url)


def test_moved_article_answers_at_its_old_address(home, client, django_capture_on_commit_callbacks):
    article, series = ArticlePageFactory(slug="sleep"), SeriesPageFactory()
    old = article.url
    with django_capture_on_commit_callbacks(execute=True):
        article.move(series, pos="last-child")
    response = client.get(old)
    assert (response.status_code, response.url) == (301, Page.objects.get(pk=article.pk).url)


def test_twice_renamed_page_answers_at_both_old_addresses_in_one_step(home, client, django_capture_on_commit_callbacks):
    page = rename(StandardPageFactory(slug="one"), "two", django_capture_on_commit_callbacks)
    rename(page, "three", django_capture_on_commit_callbacks)
    assert {path: client.get(f"{path}/").url for path in ("/one", "/two")} == {"/one": "/three/", "/two": "/three/"}


def test_page_that_gets_its_old_name_back_leads_to_itself_nowhere(home, django_capture_on_commit_callbacks):
    page = rename(StandardPageFactory(slug="one"), "two", django_capture_on_commit_callbacks)
    rename(page, "one", django_capture_on_commit_callbacks)
    assert links() == {"/two": "/one/"}


def test_redirect_to_the_old_place_of_a_page_follows_it(home, django_capture_on_commit_callbacks):
    page = StandardPageFactory(slug="one")
    Redirect.objects.create(old_path="/flyer", redirect_link=f"{SITE}/one/")
    rename(page, "two", django_capture_on_commit_callbacks)
    assert links()["/flyer"] == "/two/"


def test_redirect_to_itself_is_refused(home, admin_client):
    response = add(admin_client, "/a/", f"{SITE}/a")
    assert "This would lead in a circle: /a → /a." in response.content.decode()
    assert not Redirect.objects.exists()


def test_redirect_that_closes_a_circle_is_refused_with_its_way(home, admin_client):
    add(admin_client, "/a", f"{SITE}/b")
    add(admin_client, "/b", f"{SITE}/c")
    response = add(admin_client, "/c", f"{SITE}/a/")
    assert "This would lead in a circle" in response.content.decode()
    assert "/c" not in links()


def test_redirect_of_a_page_to_that_page_is_refused(home, admin_client):
    page = StandardPageFactory(slug="about", live=False)
    assert "in a circle" in add(admin_client, "/about/", page=page.pk).content.decode()


def test_changed_redirect_may_not_close_a_circle_either(home, admin_client):
    add(admin_client, "/a", f"{SITE}/b")
    add(admin_client, "/x", f"{SITE}/y")
    changed = Redirect.objects.get(old_path="/x")
    response = admin_client.post(
        reverse("wagtailredirects:edit", args=[changed.pk]),
        {"old_path": "/b", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": f"{SITE}/a"},
    )
    assert "in a circle" in response.content.decode()
    assert links()["/x"] == "/y"


def test_redirect_keeps_being_editable_as_it_is(home, admin_client):
    add(admin_client, "/a", f"{SITE}/b")
    redirect = Redirect.objects.get()
    values = {"old_path": "/a", "site": "", "is_permanent": "", "redirect_page": "", "redirect_link": f"{SITE}/b"}
    assert admin_client.post(reverse("wagtailredirects:edit", args=[redirect.pk]), values).status_code == 302


def test_new_step_behind_a_redirect_shortens_it(home, admin_client):
    add(admin_client, "/a", f"{SITE}/b")
    add(admin_client, "/b", "https://example.org/c")
    assert links() == {"/a": "https://example.org/c", "/b": "https://example.org/c"}


def test_new_redirect_to_a_redirect_leads_straight_on(home, admin_client):
    page = StandardPageFactory(slug="about")
    add(admin_client, "/b", page=page.pk)
    add(admin_client, "/a", f"{SITE}/b")
    assert links()["/a"] == "/about/"


def test_address_elsewhere_with_the_same_path_is_no_circle(home, admin_client):
    add(admin_client, "/a", "https://example.org/a")
    assert links() == {"/a": "https://example.org/a"}


def test_import_refuses_the_row_that_closes_a_circle(home, superuser):
    rows = [("/a", f"{SITE}/b"), ("/b", f"{SITE}/c"), ("/c", f"{SITE}/a")]
    outcome = import_redirects(rows=rows, user=superuser)
    assert (outcome.successes, [error[0] for error in outcome.errors]) == (2, ["/c"])


def test_import_takes_paths_of_this_site(home, superuser):
    import_redirects(rows=[("/a", "/new/")], user=superuser)
    assert links() == {"/a": "/new/"}


def test_import_is_logged_with_the_person(home, superuser):
    import_redirects(rows=[("/a", "https://example.org/")], user=superuser)
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=superuser).count() == 1


def test_five_thousand_rows_are_imported_through_the_screens(home, admin_client):
    rows = "".join(f"/old-{number}/,/new-{number}/\n" for number in range(5000))
    upload = SimpleUploadedFile("redirects.csv", f"from,to\n{rows}".encode(), content_type="text/csv")
    confirm = admin_client.post(reverse("wagtailredirects:start_import"), {"import_file": upload})
    hidden = {field.name: field.value() for field in confirm.context["form"] if field.name.startswith("i")}
    response = admin_client.post(
        reverse("wagtailredirects:process_import"),
        {**hidden, "from_index": "0", "to_index": "1", "permanent": "on", "site": ""},
    )
    assert response.status_code == 302
    assert Redirect.objects.count() == 5000
