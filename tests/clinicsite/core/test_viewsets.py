"""Shared texts in the admin."""

import pytest
from django.urls import reverse

from clinicsite.core.models import Disclaimer

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_core_disclaimer:list")


@pytest.fixture
def off_label(db):
    Disclaimer.objects.create(name="emergency", title="In an emergency", text="<p>Call now.</p>")
    return Disclaimer.objects.create(name="off-label", title="Ketamine for pain", text="<p>Not an approved use.</p>")


@pytest.mark.parametrize("words", ["ketamine", "off-label", "approved use"])
def test_disclaimer_is_found_by_heading_name_and_words(admin_client, home, off_label, words):
    assert list(admin_client.get(LIST, {"q": words}).context["page_obj"]) == [off_label]


def test_second_disclaimer_of_one_name_is_refused_beside_its_field(admin_client, home, off_label):
    response = admin_client.post(
        reverse("wagtailsnippets_core_disclaimer:add"), {"name": "off-label", "title": "Other", "text": "null"}
    )
    assert "name" in response.context["form"].errors
