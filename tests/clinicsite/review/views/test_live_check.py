"""The endpoints behind the panel beside the editor."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.models import PageLogEntry, Revision

from blog.articles.models import ArticleIndexPage, ArticlePage
from clinicsite.review.models import ClaimsCheck
from tests.factories.pages import ArticleIndexPageFactory, ArticlePageFactory, story
from tests.factories.review import ClaimOverrideFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def rich_text(words):
    block = {"key": "a1", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def typed(*texts, **fields):
    """What the browser sends of an article with some sections of text."""
    values = {
        "title": "An article", "slug": "an-article", "summary": "What it says.", "seo_title": "",
        "search_description": "", "interests": "", "expected": "", "comments_kind": "discussion",
        "body-count": str(len(texts)),
    }  # fmt: skip
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS"):
        values[f"comments-{name}"] = "0"
    for number, text in enumerate(texts):
        section = {"deleted": "", "order": str(number), "type": "text", "id": f"id-{number}", "value": rich_text(text)}
        values.update({f"body-{number}-{name}": value for name, value in section.items()})
    return {**values, **fields}


def url_of(page):
    return reverse("claims_check_page", args=[page.pk])


def url_of_new(parent, model="articlepage", app="articles"):
    return reverse("claims_check_new_page", args=[app, model, parent.pk])


def found(response):
    return [(finding["severity"], finding["words"], finding["path"]) for finding in response.json()["findings"]]


def signed_in(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def test_words_that_are_not_saved_are_checked(admin_client):
    page = ArticlePageFactory()
    response = admin_client.post(url_of(page), typed("It helps some.", "It cures."))
    assert found(response) == [("block", "cures", "body.id-1")]


def test_saved_words_that_are_typed_away_are_not(admin_client):
    page = ArticlePageFactory(body=story(("text", "<p>It cures.</p>")))
    assert found(admin_client.post(url_of(page), typed("It helps some."))) == []


def test_finding_says_severity_reason_and_facts(admin_client):
    finding = admin_client.post(url_of(ArticlePageFactory()), typed("It cures.")).json()["findings"][0]
    assert finding["severityWords"] == "Blocks publication"
    assert finding["why"]
    assert finding["facts"]


def test_title_and_search_fields_are_checked(admin_client):
    fields = {"title": "The cure", "seo_title": "A cure", "search_description": "We cure pain."}
    response = admin_client.post(url_of(ArticlePageFactory()), typed("It helps some.", **fields))
    assert {path for _severity, _words, path in found(response)} == set(fields)


def test_form_with_faults_is_checked_all_the_same(admin_client):
    too_long = "It cures. " * 40
    response = admin_client.post(url_of(ArticlePageFactory()), typed("It cures.", summary=too_long, title=""))
    assert {"summary", "body.id-0"} <= {path for _severity, _words, path in found(response)}


def test_nothing_is_kept(admin_client):
    page = ArticlePageFactory()
    before = [model.objects.count() for model in (Revision, FormState, ClaimsCheck, PageLogEntry)]
    admin_client.post(url_of(page), typed("It cures.", title="Another title"))
    assert [model.objects.count() for model in (Revision, FormState, ClaimsCheck, PageLogEntry)] == before
    page.refresh_from_db()
    assert page.title != "Another title"


def test_answer_may_not_be_stored_on_the_way(admin_client):
    response = admin_client.post(url_of(ArticlePageFactory()), typed("It cures."))
    assert "no-store" in response["Cache-Control"]


def test_new_page_is_checked_before_it_is_saved(admin_client):
    index = ArticleIndexPageFactory()
    assert found(admin_client.post(url_of_new(index), typed("It cures."))) == [("block", "cures", "body.id-0")]
    assert ArticlePage.objects.count() == 0


def test_hostile_text_comes_back_as_text(admin_client):
    response = admin_client.post(url_of(ArticlePageFactory()), typed('<script>alert("cures")</script> It cures.'))
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert ("block", "cures", "body.id-0") in found(response)


def test_broken_rich_text_is_no_fault_of_the_server(admin_client):
    response = admin_client.post(url_of(ArticlePageFactory()), typed("It cures.") | {"body-0-value": "null"})
    assert found(response) == []


def test_long_page_is_answered_with_a_bounded_list(admin_client):
    response = admin_client.post(url_of(ArticlePageFactory()), typed(*["It cures. " * 80] * 25))
    assert len(response.json()["findings"]) <= 100
    assert response.json()["flagged"] > 100


def test_reading_grade_and_long_sentences_are_told(admin_client):
    words = "one two three four remember " * 6
    reading = admin_client.post(url_of(ArticlePageFactory()), typed(f"{words.strip()}.")).json()["reading"]
    assert reading["long"] == [{"path": "body.id-0", "words": f"{words.strip()}.", "count": "30 words"}]
    assert float(reading["grade"]) > 8
    assert "Above the target of grade 8" in reading["verdict"]


def test_words_of_title_and_search_fields_do_not_count_as_reading(admin_client):
    response = admin_client.post(url_of(ArticlePageFactory()), typed("Four words are here.", seo_title="Not this one"))
    assert response.json()["reading"]["words"] == "7"


def test_overridden_claim_is_left_out(admin_client):
    page = ArticlePageFactory()
    ClaimOverrideFactory(page=page)
    assert found(admin_client.post(url_of(page), typed("It cures."))) == []


def test_whoever_may_decide_is_offered_to_let_a_claim_stand(admin_client):
    page = ArticlePageFactory()
    answer = admin_client.post(url_of(page), typed("It cures.")).json()
    assert answer["findings"][0]["mayOverride"]
    assert answer["override"] == reverse("claim_override_add", args=[page.pk])


def test_whoever_may_not_decide_is_not(client):
    signed_in(client, "Editors")
    answer = client.post(url_of(ArticlePageFactory()), typed("It cures.")).json()
    assert not answer["findings"][0]["mayOverride"]
    assert answer["override"] == ""


def test_contributor_may_check_an_own_page_and_no_other(client):
    user = signed_in(client, "Contributors")
    own, other = ArticlePageFactory(owner=user, live=False), ArticlePageFactory()
    assert client.post(url_of(own), typed("It cures.")).status_code == 200
    assert client.post(url_of(other), typed("It cures.")).status_code == 302


@pytest.mark.parametrize("role", ["Moderators", "Clinicians"])
def test_whoever_edits_no_page_is_sent_away(client, role):
    page = ArticlePageFactory()
    signed_in(client, role)
    for url in (url_of(page), url_of_new(ArticleIndexPage.objects.get())):
        response = client.post(url, typed("It cures."))
        assert response.status_code == 302
        assert b"cures" not in response.content


def test_reader_is_asked_to_sign_in(client):
    response = client.post(url_of(ArticlePageFactory()), typed("It cures."))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response["Location"]


def test_page_that_is_gone_is_not_found(admin_client):
    assert admin_client.post(reverse("claims_check_page", args=[4711]), typed()).status_code == 404


@pytest.mark.parametrize(("app", "model", "status"), [("nothing", "nothing", 404), ("users", "user", 302)])
def test_only_page_types_can_be_checked(admin_client, app, model, status):
    url = url_of_new(ArticleIndexPageFactory(), model, app)
    assert admin_client.post(url, typed("It cures.")).status_code == status


def test_looking_is_not_answered(admin_client):
    assert admin_client.get(url_of(ArticlePageFactory())).status_code == 405


def test_panel_stands_among_the_checks_of_the_editor(admin_client):
    page = ArticlePageFactory()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'data-claims-url="{url_of(page)}"' in html
    assert "js/admin/claims" in html


def test_panel_of_a_new_page_knows_where_the_page_will_stand(admin_client):
    index = ArticleIndexPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    assert f'data-claims-url="{url_of_new(index)}"' in admin_client.get(url).content.decode()
