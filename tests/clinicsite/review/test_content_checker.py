"""Claims among the issues of Wagtail's content checker."""

import json
import re

import pytest
from django.urls import reverse

from tests.clinicsite.review.views.test_live_check import typed
from tests.factories.pages import ArticlePageFactory, story

pytestmark = pytest.mark.django_db


def configuration(html, element):
    written = re.search(rf'<script id="{element}" type="application/json">(.*?)</script>', html, re.DOTALL)
    return json.loads(written.group(1))


def previewed(client, page, *texts, **fields):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(url, typed(*texts, **fields)).json()["is_valid"]
    return client.get(url, {"in_preview_panel": "true"}).content.decode()


def rule(config, name):
    return next(rule for rule in config["spec"]["rules"] if rule["id"] == name)


def test_preview_selects_the_section_with_a_claim(admin_client):
    html = previewed(admin_client, ArticlePageFactory(), "It helps some.", "It cures.")
    config = configuration(html, "checker-axe-configuration")
    assert rule(config, "claim-block-efficacy")["selector"] == "[data-section='id-1']"
    assert html.count('data-section="id-1"') == 1
    assert "cures" in config["messages"]["claim-block-efficacy"]["help_text"]


def test_claim_in_the_title_is_marked_at_the_heading(admin_client):
    html = previewed(admin_client, ArticlePageFactory(), "It helps some.", title="The cure")
    config = configuration(html, "checker-axe-configuration")
    assert rule(config, "claim-block-efficacy")["selector"] == "h1"


def test_rules_without_a_claim_select_nothing(admin_client):
    html = previewed(admin_client, ArticlePageFactory(), "It helps some.")
    config = configuration(html, "checker-axe-configuration")
    assert rule(config, "claim-block-efficacy")["selector"] == "[data-section='']"


def test_editor_knows_the_name_of_every_rule_of_the_preview(admin_client):
    page = ArticlePageFactory(body=story(("text", "<p>It cures.</p>")))
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    ours = configuration(edit, "checker-axe-configuration")["options"]["runOnly"]
    html = previewed(admin_client, page, "It cures.")
    theirs = configuration(html, "checker-axe-configuration")["options"]["runOnly"]
    assert ours == theirs
    assert "claim-warn-tone" in ours


def test_wagtails_own_checks_stay(admin_client):
    html = previewed(admin_client, ArticlePageFactory(), "It cures.")
    assert "heading-order" in configuration(html, "checker-axe-configuration")["options"]["runOnly"]


def test_readers_see_no_marks_of_sections(client):
    page = ArticlePageFactory(body=story(("text", "<p>It cures.</p>")))
    assert "data-section" not in client.get(page.url).content.decode()
