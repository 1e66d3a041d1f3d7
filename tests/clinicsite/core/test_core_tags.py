"""What templates ask of the site: settings, menus, pages of a list, and small filters."""

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Site

from clinicsite.core.models import ClinicSettings, Navigation
from clinicsite.core.templatetags import core_tags
from tests.factories.pages import ArticlePageFactory, SeriesPageFactory, StandardPageFactory, story


def rendered(template, **context):
    return Template("{% load core_tags %}" + template).render(Context(context))


def link_to(page=None, label="", url=""):
    return {"page": page.pk if page else None, "label": label, "url": url}


@pytest.fixture
def request_for_site(home):
    return RequestFactory().get("/")


@pytest.fixture
def items(request_for_site):
    """The main menu's items on a page, for a menu with the given links."""

    def build(*links, on=None):
        site = Site.objects.get(is_default_site=True)
        menu = {"type": "main_menu", "value": {"links": list(links), "button": link_to()}}
        Navigation.objects.update_or_create(site=site, defaults={"menus": [menu]})
        context = {"request": RequestFactory().get("/"), "page": on}
        return core_tags.menu_items(context, core_tags.navigation(context).main_menu["links"])

    return build


def test_settings_are_those_of_the_site(request_for_site):
    ClinicSettings.objects.create(site=Site.objects.get(is_default_site=True), short_name="Test Quay")
    assert core_tags.clinic({"request": request_for_site}).short_name == "Test Quay"


def test_missing_settings_show_their_defaults(request_for_site):
    assert core_tags.clinic({"request": request_for_site}).short_name == "Alder Quay"


def test_reading_missing_settings_writes_none(request_for_site):
    core_tags.clinic({"request": request_for_site})
    core_tags.navigation({"request": request_for_site})
    assert not ClinicSettings.objects.exists()
    assert not Navigation.objects.exists()


def test_a_page_without_a_request_has_default_settings(db):
    assert core_tags.clinic({}).short_name == "Alder Quay"


def test_settings_menus_and_policy_pages_take_one_query(request_for_site, django_assert_num_queries):
    site = Site.find_for_request(request_for_site)
    ClinicSettings.objects.create(site=site, privacy_page=StandardPageFactory(title="Privacy").page_ptr)
    Navigation.objects.create(site=site)
    context = {"request": request_for_site}
    with django_assert_num_queries(1):
        core_tags.navigation(context)
        assert core_tags.clinic(context).privacy_page.title == "Privacy"


def test_pages_of_all_menus_take_one_query(home, items, django_assert_num_queries):
    site = Site.objects.get(is_default_site=True)
    pages = StandardPageFactory.create_batch(3)
    groups = [{"type": "footer_group", "value": {"heading": "More", "links": [link_to(page)]}} for page in pages]
    Navigation.objects.create(site=site, menus=groups)
    context = {"request": RequestFactory().get("/")}
    Site.find_for_request(context["request"])
    home.url  # noqa: B018  the site's root paths are kept for an hour
    with django_assert_num_queries(2):
        texts = [
            core_tags.menu_items(context, group["links"])[0].text
            for group in core_tags.navigation(context).footer_groups
        ]
    assert texts == [page.title for page in pages]


def test_session_tells_of_an_editor():
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert core_tags.editor_is_here({"request": request})


def test_other_cookies_tell_of_no_editor():
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    assert not core_tags.editor_is_here({"request": request})


def test_menu_item_leads_to_its_page(items):
    page = StandardPageFactory(slug="about")
    assert [item.href for item in items(link_to(page))] == ["/about/"]


def test_menu_item_without_words_shows_the_title(items):
    page = StandardPageFactory(title="About us")
    assert [item.text for item in items(link_to(page))] == ["About us"]


def test_menu_item_keeps_its_own_words(items):
    page = StandardPageFactory(title="About us")
    assert [item.text for item in items(link_to(page, label="Who we are"))] == ["Who we are"]


def test_menu_item_may_lead_elsewhere(items):
    assert [item.href for item in items(link_to(label="Out", url="https://example.org/"))] == ["https://example.org/"]


def test_draft_is_no_menu_item(items):
    assert items(link_to(StandardPageFactory(live=False), label="Soon")) == []


def test_deleted_page_is_no_menu_item(items):
    page = StandardPageFactory()
    link = link_to(page, label="Gone")
    page.delete()
    assert items(link) == []


def test_empty_button_is_no_menu_item():
    assert core_tags.menu_items({}, "") == []


def test_menu_item_of_the_page_shown_says_so(items):
    page = StandardPageFactory()
    assert [item.current for item in items(link_to(page), on=page)] == ["page"]


def test_menu_item_above_the_page_shown_is_current(items):
    series = SeriesPageFactory()
    article = ArticlePageFactory(parent=series)
    assert [item.current for item in items(link_to(series), on=article)] == ["true"]


def test_only_the_nearest_menu_item_is_current(items):
    series = SeriesPageFactory()
    article = ArticlePageFactory(parent=series)
    menu = items(link_to(series.get_parent()), link_to(series), on=article)
    assert [item.current for item in menu] == ["", "true"]


def test_home_is_not_current_on_the_pages_below(items, home):
    assert [item.current for item in items(link_to(home), on=StandardPageFactory())] == [""]


def test_home_is_current_on_itself(items, home):
    assert [item.current for item in items(link_to(home), on=home)] == ["page"]


def test_nothing_is_current_on_an_error_page(items):
    assert [item.current for item in items(link_to(StandardPageFactory()), on=None)] == [""]


def test_breadcrumbs_start_at_home(home):
    html = rendered("{% breadcrumbs page %}", page=ArticlePageFactory(parent=SeriesPageFactory(title="A series")))
    assert html.index(">Home<") < html.index(">A series<")


def test_breadcrumbs_leave_out_drafts(home):
    page = StandardPageFactory(parent=StandardPageFactory(title="A draft", live=False))
    assert "A draft" not in rendered("{% breadcrumbs page %}", page=page)


def test_home_has_no_breadcrumbs(home):
    assert rendered("{% breadcrumbs page %}", page=home).strip() == ""


def test_outline_holds_the_headings(home):
    page = StandardPageFactory(body=story(("text", "<p>One.</p>"), ("heading", {"text": "Who pays"})))
    assert [section.text for section in core_tags.outline(page.body).contents] == ["Who pays"]


def test_outline_leads_to_the_headings_anchor(home):
    page = StandardPageFactory(body=story(("heading", {"text": "Who pays"})))
    assert core_tags.outline(page.body).contents[0].anchor == core_tags.anchor(page.body[0].id)


def paginated(number, query="", **options):
    request = RequestFactory().get("/")
    request.GET = QueryDict(query)
    return core_tags.pagination({"request": request}, Paginator(range(200), 10).page(number), "Pages", **options)


def test_pagination_keeps_the_rest_of_the_address():
    assert paginated(1, "topic=safety&page=1")["next"] == "?topic=safety&page=2"


def test_pagination_escapes_what_it_keeps():
    assert "<" not in paginated(1, "q=<script>")["next"]


def test_pagination_of_a_part_of_the_page_leads_back_to_it():
    assert paginated(2, parameter="comments", fragment="#comments")["previous"] == "?comments=1#comments"


def test_first_page_has_nothing_before_it():
    assert paginated(1)["previous"] == ""


def test_last_page_has_nothing_after_it():
    assert paginated(20)["next"] == ""


def test_long_pagination_leaves_pages_out_without_a_link():
    numbers = paginated(10)["numbers"]
    assert [number for number, address in numbers if address] == [1, 9, 10, 11, 20]
    assert [address for number, address in numbers if not isinstance(number, int)] == ["", ""]


def test_single_page_needs_no_pagination():
    page = Paginator([1], 10).page(1)
    assert rendered("{% pagination pages 'Pages' %}", pages=page, request=RequestFactory().get("/")).strip() == ""


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("(206) 555-0114", "2065550114"), ("+1 206 555 0114", "+12065550114"), ("116 123", "116123"), ("", "")],
)
def test_telephone_gets_digits_only(phone, digits):
    assert core_tags.phone_digits(phone) == digits


def test_found_words_are_marked_in_their_own_case():
    assert core_tags.marked("Ketamine and sleep", "ketamine") == "<mark>Ketamine</mark> and sleep"


def test_the_middle_of_a_word_is_not_marked():
    assert core_tags.marked("untold", "told") == "untold"


def test_marking_escapes_the_text():
    assert core_tags.marked("<b>pain</b>", "pain") == "&lt;b&gt;<mark>pain</mark>&lt;/b&gt;"


def test_marking_takes_the_words_literally():
    assert core_tags.marked("pain", ".*") == "pain"


def test_nothing_is_marked_without_words():
    assert core_tags.marked("a < b", "") == "a &lt; b"


def test_rings_show_the_initials():
    assert ">AO</text>" in rendered("{% rings 'amara' 'AO' %}")


def test_two_people_have_different_rings():
    assert rendered("{% rings 'amara' 'AO' %}") != rendered("{% rings 'daniel' 'AO' %}")


def test_ridge_has_a_line_a_row():
    assert rendered("{% ridge 'articles' rows=7 %}").count("<path") == 7


@pytest.mark.parametrize(
    "tag", ["{% ridge 'x' %}", "{% signal_line 'x' 2 1.0 %}", "{% settle %}", "{% rings 'x' 'X' %}"]
)
def test_drawings_are_hidden_from_screen_readers(tag):
    assert 'aria-hidden="true"' in rendered(tag)
