"""Topics in the admin."""

import pytest
from django.urls import reverse

from blog.articles.models import Topic
from tests.factories.pages import TopicFactory

pytestmark = pytest.mark.django_db


def test_topic_is_added(admin_client, home):
    admin_client.post(reverse("wagtailsnippets_articles_topic:add"), {"name": "Safety", "slug": "safety"})
    assert Topic.objects.get().name == "Safety"


def test_topic_is_found_by_its_name(admin_client, home):
    found = TopicFactory(name="Safety")
    TopicFactory(name="Sleep")
    response = admin_client.get(reverse("wagtailsnippets_articles_topic:list"), {"q": "safe"})
    assert list(response.context["page_obj"]) == [found]


def test_second_topic_of_one_name_is_refused_beside_its_field(admin_client, home):
    TopicFactory(name="Safety")
    response = admin_client.post(reverse("wagtailsnippets_articles_topic:add"), {"name": "Safety", "slug": "other"})
    assert list(response.context["form"].errors) == ["name"]
