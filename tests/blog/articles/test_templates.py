"""What the pages of articles show around their text."""

import pytest
from bs4 import BeautifulSoup

from blog.comments.models import CommentsMode
from clinicsite.core.models import ClinicSettings
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, SeriesPageFactory, story

pytestmark = pytest.mark.django_db

CRISIS = "Call the crisis line on 555-0100."


def shown(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def place_of(soup, selector) -> int:
    """Where an element stands in the order of the page."""
    return list(soup.descendants).index(soup.select_one(selector))


def set_clinic(home, **values):
    ClinicSettings.objects.update_or_create(site=home.sites_rooted_here.get(), defaults=values)


@pytest.fixture
def crisis_line(home):
    """Urgent help for the clinic's country."""
    help_line = {"country": "US", "emergency_number": "911", "emergency_text": "Call 911.", "crisis_text": CRISIS}
    set_clinic(home, urgent_help=[("country", help_line)])


def article_citing(**fields):
    return ArticlePageFactory(body=story(("text", f"<p>A sentence{citation(ReferenceFactory(**fields))}.</p>")))


def test_medical_disclaimer_stands_once_on_an_article(client, home):
    set_clinic(home, medical_disclaimer="<p>Information, not advice.</p>")
    assert shown(client, ArticlePageFactory()).get_text().count("Information, not advice.") == 1


def test_medical_disclaimer_stands_before_the_references(client, home):
    set_clinic(home, medical_disclaimer="<p>Information, not advice.</p>")
    soup = shown(client, article_citing())
    assert place_of(soup, ".disclaimer") < place_of(soup, "#references")


def test_article_without_a_disclaimer_has_no_empty_box(client, home):
    assert shown(client, ArticlePageFactory()).select_one(".disclaimer") is None


def test_legal_name_stands_in_the_footer(client, home):
    set_clinic(home, legal_name="Harbor Pain Clinic LLC")
    assert "Harbor Pain Clinic LLC" in shown(client, home).select_one(".site-footer").get_text()


def test_next_part_stands_between_the_text_and_the_references(client, home):
    series = SeriesPageFactory()
    body = story(("text", f"<p>A sentence{citation(ReferenceFactory())}.</p>"))
    first = ArticlePageFactory(parent=series, body=body)
    second = ArticlePageFactory(parent=series)
    soup = shown(client, first)
    assert soup.select_one(".next-part a")["href"] == second.url
    assert place_of(soup, ".prose") < place_of(soup, ".next-part") < place_of(soup, "#references")


def test_last_part_leads_to_no_next_one(client, home):
    series = SeriesPageFactory()
    ArticlePageFactory(parent=series)
    assert shown(client, ArticlePageFactory(parent=series)).select_one(".next-part") is None


def test_reference_without_an_address_says_so(client, home):
    soup = shown(client, article_citing(doi="", pmid="", pmcid="", url="", last_checked="2026-01-01"))
    words = soup.select_one(".refs__facts").get_text()
    assert "No online address on file." in words
    assert "Last checked" not in words


@pytest.mark.parametrize(
    "address", [{"doi": "10.1000/x"}, {"pmid": "123"}, {"pmcid": "PMC123"}, {"url": "https://example.org/"}]
)
def test_reference_with_an_address_says_when_it_was_checked(client, home, address):
    fields = {"doi": "", "pmid": "", "pmcid": "", "url": "", **address}
    words = shown(client, article_citing(**fields, last_checked="2026-01-01")).select_one(".refs__facts").get_text()
    assert "Last checked 1 January 2026." in words
    assert "No online address" not in words


@pytest.mark.parametrize("mode", CommentsMode.values)
def test_urgent_help_stands_once_on_an_article(client, crisis_line, mode):
    assert shown(client, ArticlePageFactory(comments_mode=mode)).get_text().count(CRISIS) == 1


def test_urgent_help_stands_once_on_every_other_page(client, crisis_line, home):
    assert shown(client, home).get_text().count(CRISIS) == 1


@pytest.fixture
def index(home):
    """The list of articles with a series of two parts."""
    index = ArticleIndexPageFactory(parent=home)
    series = SeriesPageFactory(parent=index, title="A series")
    ArticlePageFactory(parent=series, title="The beginning")
    ArticlePageFactory(parent=series, title="The end")
    return index


def test_list_begins_a_series_with_its_first_part(client, index):
    rows = shown(client, index).select(".row")
    assert [row.select_one("h3").get_text() for row in rows] == ["The beginning", "The end"]


def test_list_says_where_to_start_a_series(client, index):
    kinds = [" ".join(kind.get_text().split()) for kind in shown(client, index).select(".row__kind")]
    assert kinds == ["Start here: A series, part 1", "A series, part 2"]


def test_list_leads_to_the_series(client, index):
    link = shown(client, index).select_one(".row__kind a")
    assert link["href"] == index.get_children().get().url
