"""The dashboard: what waits for whom."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.forms import Media
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from clinicsite.clinic.models import StandardPage
from clinicsite.core.panels import (
    ROWS_SHOWN,
    ScheduledPanel,
    StartLink,
    StartPanel,
    WaitingPanels,
    YourPagesPanel,
)
from clinicsite.users.models import User
from tests.factories.pages import StandardPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

DASHBOARD = reverse("wagtailadmin_home")


def person(role=None):
    user = UserFactory()
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def editor(home):
    return person("Editors")


@pytest.fixture
def contributor(home):
    return person("Contributors")


def panel_for(panel_class, user):
    request = RequestFactory().get(DASHBOARD)
    request.user = user
    return panel_class(request)


def rows(panel_class, user) -> list[tuple[str, str]]:
    """The (title, state) of each row."""
    return [(row.page.draft_title, str(row.state)) for row in panel_for(panel_class, user).rows]


def draft(owner, **fields):
    page = StandardPageFactory(**{"live": False, "owner": owner, **fields})
    page.save_revision(user=owner)
    return page


def schedule(user, days, **fields):
    page = draft(user, **fields)
    page.go_live_at = timezone.now() + datetime.timedelta(days=days)
    page.save_revision(user=user).publish(user=user)
    return page


# Your drafts and pages in review


def test_own_draft_waits_for_its_writer(editor):
    draft(editor, title="Sleep and pain")
    assert rows(YourPagesPanel, editor) == [("Sleep and pain", "Draft")]


def test_draft_of_somebody_else_does_not_wait(editor, contributor):
    draft(contributor)
    assert rows(YourPagesPanel, editor) == []


def test_published_page_with_own_newer_changes_waits(editor):
    page = StandardPageFactory(title="About")
    page.title = "About us"
    page.save_revision(user=editor)
    assert rows(YourPagesPanel, editor) == [("About us", "Published; newer changes are not")]


def test_published_page_does_not_wait(editor):
    StandardPageFactory(owner=editor)
    assert rows(YourPagesPanel, editor) == []


def test_expired_page_does_not_wait(editor):
    draft(editor, expired=True)
    assert rows(YourPagesPanel, editor) == []


def test_page_in_review_says_what_it_waits_for(contributor):
    page = draft(contributor, title="Exercise")
    page.get_workflow().start(page, contributor)
    assert rows(YourPagesPanel, contributor) == [("Exercise", "Waits for: Claims check")]


def test_page_sent_back_says_so(contributor, editor):
    page = draft(contributor, title="Exercise")
    state = page.get_workflow().start(page, contributor)
    state.current_task_state.reject(user=editor)
    assert rows(YourPagesPanel, contributor) == [("Exercise", "Changes were asked for")]


def test_page_that_somebody_may_no_longer_change_does_not_wait(contributor):
    draft(contributor)
    contributor.groups.clear()
    assert rows(YourPagesPanel, contributor) == []


def test_newest_change_comes_first(editor):
    older, newer = draft(editor, title="Older"), draft(editor, title="Newer")
    yesterday = timezone.now() - datetime.timedelta(days=1)
    StandardPage.objects.filter(pk=older.pk).update(latest_revision_created_at=yesterday)
    assert [title for title, _state in rows(YourPagesPanel, editor)] == [newer.title, older.title]


def test_long_list_says_that_there_is_more(editor, client):
    for _ in range(ROWS_SHOWN + 1):
        draft(editor)
    client.force_login(editor)
    html = client.get(DASHBOARD).content.decode()
    assert html.count('class="dashboard-when"') == ROWS_SHOWN
    assert "There are more." in html


def test_number_of_drafts_adds_no_query(editor, django_assert_num_queries):
    for _ in range(4):
        page = draft(editor)
        page.get_workflow().start(page, editor)
    panel = panel_for(YourPagesPanel, User.objects.get(pk=editor.pk))
    with django_assert_num_queries(3):  # permissions, pages, their workflows
        panel.rows  # noqa: B018


# Scheduled


def test_scheduled_page_waits_for_its_time(editor):
    schedule(editor, days=9, title="Later")
    assert rows(ScheduledPanel, editor) == [("Later", "Waits")]


def test_scheduled_page_is_no_draft(editor):
    schedule(editor, days=9)
    assert rows(YourPagesPanel, editor) == []


def test_next_page_comes_first(editor):
    schedule(editor, days=9, title="Second")
    schedule(editor, days=2, title="First")
    assert [title for title, _state in rows(ScheduledPanel, editor)] == ["First", "Second"]


def test_page_whose_time_has_passed_is_urgent(editor):
    schedule(editor, days=1)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
    (row,) = panel_for(ScheduledPanel, editor).rows
    assert row.is_urgent


def test_scheduled_page_of_somebody_else_is_hidden_from_a_contributor(editor, contributor):
    schedule(editor, days=9)
    assert rows(ScheduledPanel, contributor) == []


# Start something


def test_app_offers_what_may_be_begun(monkeypatch):
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [lambda request: [StartLink(label="New page", url="/new/")]])
    html = StartPanel(RequestFactory().get(DASHBOARD)).render_html({})
    assert 'href="/new/"' in html
    assert "New page" in html


def test_panel_without_offers_says_nothing(monkeypatch):
    monkeypatch.setattr(hooks, "get_hooks", lambda name: [])
    assert StartPanel(RequestFactory().get(DASHBOARD)).render_html({}) == ""


# The whole


class Spoken(Component):
    """A panel that says one word."""

    def __init__(self, word, order):
        self.word, self.order = word, order

    def render_html(self, parent_context=None):
        return self.word

    @property
    def media(self):
        return Media(js=[f"{self.word}.js"])


def test_panels_stand_in_their_order():
    assert WaitingPanels([Spoken("second", 2), Spoken("first", 1)]).render_html({}) == "firstsecond"


def test_silent_panels_leave_the_sentence_that_nothing_waits():
    assert "Nothing is waiting for you." in WaitingPanels([Spoken("", 1), Spoken(" \n", 2)]).render_html({})


def test_one_word_takes_the_sentence_away():
    assert "Nothing is waiting" not in WaitingPanels([Spoken("", 1), Spoken("word", 2)]).render_html({})


def test_markup_that_a_panel_did_not_mark_as_its_own_is_escaped():
    assert WaitingPanels([Spoken("<b>", 1)]).render_html({}) == "&lt;b&gt;"


def test_panels_keep_their_scripts():
    scripts = str(WaitingPanels([Spoken("one", 1), Spoken("two", 2)]).media)
    assert "one.js" in scripts
    assert "two.js" in scripts


def test_dashboard_of_an_editor_lists_drafts(client, editor):
    draft(editor, title="Sleep and pain")
    client.force_login(editor)
    assert "Sleep and pain" in client.get(DASHBOARD).content.decode()


def test_dashboard_of_a_moderator_without_comments_is_empty(client, home):
    client.force_login(person("Moderators"))
    html = client.get(DASHBOARD).content.decode()
    assert "Nothing is waiting for you." in html
    assert "Start something" not in html


def test_dashboard_greets_by_name(client, editor):
    editor.first_name = "Priya"
    editor.save()
    client.force_login(editor)
    assert "Hello, Priya" in client.get(DASHBOARD).content.decode()


def test_dashboard_counts_articles_and_people_and_no_files(client, editor):
    client.force_login(editor)
    summary = client.get(DASHBOARD).content.decode().split('class="w-summary__list"')[1].split("</ul>")[0]
    assert "0 articles" in summary
    assert "0 people" in summary
    assert summary.count("<li>") == 2


def test_drafts_add_no_query_to_the_dashboard(client, editor, django_assert_max_num_queries):
    for _ in range(ROWS_SHOWN):
        draft(editor)
    client.force_login(editor)
    client.get(DASHBOARD)
    with django_assert_max_num_queries(40):
        client.get(DASHBOARD)
