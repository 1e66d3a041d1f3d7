"""What published pages lack: on the dashboard, in the reports, by the command."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from clinicsite.background.models import JobRun
from clinicsite.clinic.models import StandardPage
from clinicsite.core.models import Navigation
from clinicsite.editing.actions import links, refresh_all_gaps, refresh_gaps
from clinicsite.editing.models import LinkOnPage, OutgoingLink, PageGaps
from clinicsite.editing.page_queries import links_to_nothing, without_way_in
from clinicsite.editing.panels import BrokenLinksPanel, HeartbeatPanel, PageGapsPanel
from clinicsite.media.models import ClinicImage
from clinicsite.users.models import User
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory, StandardPageFactory, story
from tests.factories.users import UserFactory, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(home):
    return person_in("Editors")


def panel(panel_class, user):
    request = RequestFactory().get("/admin/")
    request.user = user
    return panel_class(request)


def rows(panel_class, user) -> dict[str, str]:
    """What each listed page lacks, by its title."""
    return {row.page.title: str(row.state) for row in panel(panel_class, user).rows}


def picture():
    return ClinicImage.objects.create(title="A room", file=get_test_image_file())


def with_figure(**figure):
    value = {"image": picture().pk, "alt_text": "", "is_decorative": False, "caption": "", "credit": "", **figure}
    return ArticlePageFactory(title="Sleep", body=story(("figure", value)))


def linking_to(page):
    return StandardPageFactory(
        title="Linking",
        search_description="Words.",
        body=story(("text", f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>')),
    )


def linking_out(address="https://example.org/a"):
    return ArticlePageFactory(body=story(("text", f'<p><a href="{address}">Out</a></p>')))


# Words for pictures and search engines


def test_picture_without_words_is_a_gap(home):
    gaps = refresh_gaps(with_figure())
    assert [(gap["title"], gap["path"].split(".")[0]) for gap in gaps.pictures_without_words] == [("A room", "body")]


@pytest.mark.parametrize("figure", [{"alt_text": "A chair by a window."}, {"is_decorative": True}])
def test_picture_with_words_or_as_decoration_is_none(home, figure):
    assert refresh_gaps(with_figure(**figure)).picture_gap_count == 0


def test_page_without_description_and_summary_is_a_gap(home):
    assert refresh_gaps(StandardPageFactory()).lacks_description


def test_summary_stands_in_for_a_description(home):
    assert not refresh_gaps(ArticlePageFactory(search_description="")).lacks_description


def test_publication_looks_for_gaps(home, django_capture_on_commit_callbacks):
    page = StandardPageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert PageGaps.objects.get(page=page).lacks_description


def test_page_that_nobody_reads_has_no_gaps(home):
    page = linking_out()
    refresh_gaps(page)
    page.unpublish()
    assert not PageGaps.objects.exists()
    assert not OutgoingLink.objects.exists()


def test_dashboard_names_what_a_page_lacks(editor):
    page = with_figure()
    page.summary = ""
    refresh_gaps(page)
    assert rows(PageGapsPanel, editor) == {
        "Sleep": "1 picture without a text alternative, no description for search engines"
    }


def test_dashboard_is_quiet_where_nothing_is_missing(editor):
    refresh_gaps(with_figure(alt_text="A chair by a window."))
    assert panel(PageGapsPanel, editor).render_html() == ""


def test_contributor_is_not_told_of_pages_of_others(home):
    refresh_gaps(StandardPageFactory())
    assert rows(PageGapsPanel, person_in("Contributors")) == {}


@pytest.mark.parametrize("panel_class", [PageGapsPanel, BrokenLinksPanel])
def test_another_page_costs_the_dashboard_no_query(editor, panel_class):
    def queries() -> int:
        page = StandardPageFactory(body=story(("text", '<p><a linktype="page" id="999999">Gone</a></p>')))
        refresh_gaps(page)
        fresh = panel(panel_class, User.objects.get(pk=editor.pk))
        with CaptureQueriesContext(connection) as captured:
            listed = [row.page.pk for row in fresh.get_rows()]
        assert page.pk in listed
        return len(captured)

    queries()
    assert queries() == queries()


# Links


def test_link_to_a_draft_leads_nowhere(editor):
    linking_to(StandardPageFactory(live=False))
    assert rows(BrokenLinksPanel, editor) == {"Linking": "1 link to a page that is not public"}


def test_link_to_a_page_that_is_gone_leads_nowhere(editor, django_capture_on_commit_callbacks):
    target = StandardPageFactory()
    linking_to(target)
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=target.pk).delete()
    assert rows(BrokenLinksPanel, editor) == {"Linking": "1 link to a page that is not public"}


def test_link_to_a_published_page_is_whole(home):
    linking_to(StandardPageFactory())
    assert not links_to_nothing().exists()


def test_draft_with_a_broken_link_concerns_no_reader(editor):
    page = linking_to(StandardPageFactory(live=False))
    page.unpublish()
    assert rows(BrokenLinksPanel, editor) == {}


@pytest.mark.parametrize(("status", "fault", "is_broken"), [
    (404, "", True), (500, "", True), (None, "TimeoutError", True), (200, "", False), (301, "", False),
    (403, "", False), (429, "", False),
])  # fmt: skip
def test_link_is_broken_where_a_reader_would_find_nothing(home, status, fault, is_broken):
    refresh_gaps(linking_out())
    OutgoingLink.objects.update(status=status, fault=fault, checked_at=timezone.now())
    assert OutgoingLink.objects.broken().exists() is is_broken


def test_link_that_nobody_asked_is_not_broken(home):
    refresh_gaps(linking_out())
    assert not OutgoingLink.objects.broken().exists()


def test_address_on_two_pages_is_asked_once(home):
    for _number in range(2):
        refresh_gaps(linking_out())
    assert (OutgoingLink.objects.count(), LinkOnPage.objects.count()) == (1, 2)


def test_address_that_no_page_has_any_more_is_forgotten(home):
    page = linking_out()
    refresh_gaps(page)
    page.body = story(("text", "<p>No link.</p>"))
    page.save()
    refresh_all_gaps()
    assert not OutgoingLink.objects.exists()


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost:8000/", "http://169.254.1.1/", "http://[::1]/", "http://10.0.0.8/",
    "file:///etc/passwd", "ftp://example.org/",
])  # fmt: skip
def test_machines_behind_the_site_are_never_asked(address):
    with pytest.raises(links.PrivateAddress):
        links.refuse_private_host(address)


def test_fault_is_kept_instead_of_an_answer(home):
    link = OutgoingLink.objects.create(address="http://127.0.0.1/", digest="1")
    links.ask_link(link)
    assert (link.status, link.fault) == (None, "PrivateAddress")


def test_answer_is_kept(home, monkeypatch):
    monkeypatch.setattr(links, "refuse_private_host", lambda address: None)
    monkeypatch.setattr(links, "_status_of", lambda address, method: {"HEAD": 405, "GET": 200}[method])
    link = links.ask_link(OutgoingLink.objects.create(address="https://example.org/", digest="1"))
    assert (link.status, link.fault) == (200, "")


def test_command_asks_no_other_host_by_itself(home, monkeypatch, capsys):
    def refuse(link):
        raise AssertionError("asked")

    monkeypatch.setattr("clinicsite.editing.management.commands.check_links.ask_link", refuse)
    linking_out()
    call_command("check_links")
    assert "1 addresses elsewhere" in capsys.readouterr().out


def test_command_asks_what_was_not_asked_lately(home, monkeypatch):
    asked = []
    monkeypatch.setattr("clinicsite.editing.management.commands.check_links.ask_link", asked.append)
    linking_out("https://example.org/old")
    linking_out("https://example.org/new")
    refresh_all_gaps()
    OutgoingLink.objects.update(checked_at=timezone.now() - datetime.timedelta(days=30), status=200)
    OutgoingLink.objects.filter(address__endswith="new").update(checked_at=timezone.now())
    call_command("check_links", "--external")
    assert [link.address for link in asked] == ["https://example.org/old"]


# Pages nobody links to


def orphans() -> set[str]:
    return set(without_way_in(Page.objects.all()).values_list("title", flat=True))


def test_page_without_a_link_to_it_is_an_orphan(home):
    StandardPageFactory(title="Lost")
    assert "Lost" in orphans()


def test_linked_page_is_no_orphan(home):
    linking_to(StandardPageFactory(title="Found"))
    assert "Found" not in orphans()


def test_page_that_links_to_itself_is_an_orphan_still(home):
    page = StandardPageFactory(title="Lost")
    page = StandardPage.objects.get(pk=page.pk)
    page.body = story(("text", f'<p><a linktype="page" id="{page.pk}">Here</a></p>'))
    page.save()
    assert "Lost" in orphans()


def test_page_in_a_menu_is_no_orphan(home):
    page = StandardPageFactory(title="Found")
    link = {"label": "", "page": page.pk, "url": ""}
    menu = story(("main_menu", {"links": [{"type": "item", "value": link, "id": "1"}], "button": {}}))
    Navigation.objects.create(site=Site.objects.get(), menus=menu)
    assert "Found" not in orphans()


def test_part_of_a_published_series_is_no_orphan(home):
    part = ArticlePageFactory(parent=SeriesPageFactory(), title="Part")
    assert part.title not in orphans()


# Reports and the heartbeat


@pytest.mark.parametrize("name", ["pictures_report", "descriptions_report", "links_report", "orphans_report"])
def test_report_lists_what_is_to_mend(client, editor, name):
    page = with_figure()
    page.summary = ""
    refresh_gaps(page)
    linking_to(StandardPageFactory(live=False))
    client.force_login(editor)
    listed = {found.title for found in client.get(reverse(name)).context["object_list"]}
    expected = {
        "pictures_report": "Sleep",
        "descriptions_report": "Sleep",
        "links_report": "Linking",
        "orphans_report": "Linking",
    }
    assert expected[name] in listed


def test_report_of_links_jumps_to_the_place(client, editor):
    page = linking_to(StandardPageFactory(live=False, title="Hidden"))
    client.force_login(editor)
    content = client.get(reverse("links_report")).content.decode()
    assert "“Hidden” is not public" in content
    assert f"#:w:contentpath=body.{page.body[0].id}" in content


def test_report_is_exported(client, editor):
    refresh_gaps(with_figure())
    client.force_login(editor)
    response = client.get(reverse("pictures_report"), {"export": "csv"})
    assert "A room" in b"".join(response.streaming_content).decode()


def test_somebody_without_pages_reads_no_report(client, home):
    client.force_login(person_in("Moderators"))
    assert client.get(reverse("links_report")).status_code == 302


def test_heartbeat_is_missed_after_five_minutes(editor):
    JobRun.objects.create(name="send mail", started_at=timezone.now() - datetime.timedelta(minutes=6))
    assert "Nothing runs in the background" in panel(HeartbeatPanel, editor).render_html()


def test_heartbeat_is_quiet_while_it_beats(editor):
    JobRun.objects.create(name="send mail", started_at=timezone.now() - datetime.timedelta(minutes=4))
    assert panel(HeartbeatPanel, editor).render_html() == ""


def test_heartbeat_does_not_concern_somebody_without_a_role(home):
    assert panel(HeartbeatPanel, UserFactory()).render_html() == ""
