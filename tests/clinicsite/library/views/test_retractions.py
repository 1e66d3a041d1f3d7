"""The screen that compares the library with a list, and what it leaves behind."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clinicsite.core.models import Disclaimer
from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = reverse("library_retractions")
REPORT = reverse("retracted_sources_report")
LIST = "doi,pmid,reason,date\n10.1000/x,,Fraud,2024-03-07\nnonsense,,,\n"


def send(client, text=LIST):
    file = SimpleUploadedFile("list.csv", text.encode() if isinstance(text, str) else text, "text/csv")
    return client.post(ADDRESS, {"file": file})


@pytest.fixture
def reference():
    return ReferenceFactory(doi="10.1000/x")


def test_first_step_changes_nothing(admin_client, reference):
    response = send(admin_client)
    reference.refresh_from_db()
    assert [match.reference for match in response.context["changes"]] == [reference]
    assert not reference.is_retracted


def test_bad_lines_are_named(admin_client, reference):
    assert send(admin_client).context["shown_faults"] == [(3, "nonsense")]


def test_second_step_changes_what_was_shown(admin_client, reference):
    signed = send(admin_client).context["signed"]
    admin_client.post(ADDRESS, {"changes": signed})
    reference.refresh_from_db()
    assert (reference.is_retracted, reference.retraction_reason) == (True, "Fraud")


@pytest.mark.parametrize("signed", ["", "forged", "a:b:c"])
def test_forged_second_step_changes_nothing(admin_client, reference, signed):
    assert admin_client.post(ADDRESS, {"changes": signed}).status_code == 302
    assert not Reference.objects.filter(is_retracted=True).exists()


def test_pages_that_cite_it_are_shown_before(admin_client, reference):
    article = ArticlePageFactory(body=story(("text", f"<p>{citation(reference)}</p>")))
    assert [page.pk for page in send(admin_client).context["pages"]] == [article.pk]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"title\nx\n", b"\xff\xfe\x00"])
def test_file_that_is_no_list_comes_back_with_a_message(admin_client, content):
    assert send(admin_client, content).context["form"].errors["file"]


def test_contributor_sees_no_screen(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Contributors"))
    client.force_login(user)
    assert client.get(ADDRESS).status_code in (302, 403)


class TestReport:
    """Pages that cite a retracted source."""

    def listed(self, client) -> list[str]:
        return [page.title for page in client.get(REPORT).context["object_list"]]

    def test_published_page_is_listed(self, admin_client):
        bad = ReferenceFactory(is_retracted=True)
        ArticlePageFactory(title="Bad", body=story(("text", f"<p>{citation(bad)}</p>")))
        ArticlePageFactory(title="Good", body=story(("text", f"<p>{citation(ReferenceFactory())}</p>")))
        assert self.listed(admin_client) == ["Bad"]

    def test_page_with_a_shared_text_is_listed(self, admin_client):
        text = f"<p>{citation(ReferenceFactory(is_retracted=True))}</p>"
        shared = Disclaimer.objects.create(name="x", title="x", text=text)
        ArticlePageFactory(title="Bad", body=story(("disclaimer", {"disclaimer": shared.pk})))
        assert self.listed(admin_client) == ["Bad"]

    def test_draft_is_listed(self, admin_client):
        article = ArticlePageFactory(title="Bad")
        article.body = story(("text", f"<p>{citation(ReferenceFactory(is_retracted=True))}</p>"))
        article.save_revision()
        assert self.listed(admin_client) == ["Bad"]

    def test_report_can_be_taken_away(self, admin_client):
        bad = ReferenceFactory(is_retracted=True)
        ArticlePageFactory(title="Bad", body=story(("text", f"<p>{citation(bad)}</p>")))
        lines = b"".join(admin_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
        assert "Bad,live,Sigtermans 2009" in lines

    def test_dashboard_says_so(self, admin_client):
        bad = ReferenceFactory(is_retracted=True)
        ArticlePageFactory(title="Bad", body=story(("text", f"<p>{citation(bad)}</p>")))
        html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Cites “Sigtermans 2009”" in html

    def test_dashboard_is_silent_where_nothing_is_wrong(self, admin_client, home):
        assert "retracted source" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()
