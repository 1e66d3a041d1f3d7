import pytest
from wagtail.models import Site

from blog.comments.models import CommentsSettings
from blog.comments.models.comments_settings import SiteMode
from tests.factories.comments import AnswererFactory, ModeratorFactory, OnCallShiftFactory
from tests.factories.users import SuperuserFactory

WARNING = "Nobody is on call for urgent comments"


@pytest.fixture
def home(client, article):
    def home(user=None):
        client.force_login(user or SuperuserFactory())
        return client.get("/admin/").content.decode()

    return home


@pytest.fixture
def run(article):
    """Says how comments of the default site are run."""
    site = Site.objects.get(is_default_site=True)
    return lambda **values: CommentsSettings.objects.update_or_create(site=site, defaults=values)


def test_open_comments_with_nobody_on_call_warn_and_show_the_way(home):
    html = home()
    assert WARNING in html
    assert "/admin/snippets/comments/oncallshift/" in html
    assert "/admin/settings/comments/commentssettings/" in html


def test_the_warning_says_how_many_accounts_are_told(home):
    AnswererFactory()
    assert "all 2 accounts that may answer get a mail" in " ".join(home().split())


def test_somebody_on_call_ends_the_warning(home):
    OnCallShiftFactory()
    assert WARNING not in home()


def test_somebody_on_call_without_an_address_does_not(home):
    OnCallShiftFactory(person=AnswererFactory(email=""))
    assert WARNING in home()


def test_an_address_ends_the_warning(home, run):
    run(alert_email="duty@example.org")
    assert WARNING not in home()


@pytest.mark.parametrize("mode", [SiteMode.READ_ONLY, SiteMode.HIDDEN])
def test_comments_that_are_not_open_need_nobody(home, run, mode):
    run(mode=mode)
    assert WARNING not in home()


def test_comments_that_close_without_a_rota_need_nobody(home, run):
    run(closes_without_rota=True)
    assert WARNING not in home()


def test_whoever_can_change_nothing_is_not_warned(home):
    assert WARNING not in home(ModeratorFactory())
