"""The screens on which two references become one."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinicsite.library.models import Reference
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import ArticlePageFactory, story
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DUPLICATES = reverse("wagtailsnippets_library_reference:duplicates")


def merge_url(reference) -> str:
    return reverse("wagtailsnippets_library_reference:merge", args=[reference.pk])


def test_same_title_and_year_stand_beside_each_other(admin_client):
    twins = [ReferenceFactory(title=title) for title in ("Ketamine: a review", "KETAMINE, a review.")]
    ReferenceFactory(title="Ketamine: a review", year=1999)
    (group,) = admin_client.get(DUPLICATES).context["groups"]
    assert {reference.pk for reference in group} == {twin.pk for twin in twins}


def test_reference_with_a_number_is_offered_as_the_one_to_keep(admin_client):
    ReferenceFactory(title="Same")
    complete = ReferenceFactory(title="Same", doi="10.1000/x")
    assert admin_client.get(DUPLICATES).context["groups"][0][0] == complete


def test_library_without_twins_says_so(admin_client):
    ReferenceFactory()
    assert "No two references" in admin_client.get(DUPLICATES).content.decode()


def test_choice_is_asked_about_before_anything_happens(admin_client):
    kept, merged = ReferenceFactory(), ReferenceFactory()
    response = admin_client.post(merge_url(merged), {"kept": kept.pk})
    assert (response.context["kept"], Reference.objects.count()) == (kept, 2)


def test_confirmed_merge_leads_to_where_the_kept_one_is_used(admin_client):
    kept, merged = ReferenceFactory(), ReferenceFactory()
    ArticlePageFactory(body=story(("text", f"<p>{citation(merged)}</p>")))
    response = admin_client.post(merge_url(merged), {"kept": kept.pk, "confirmed": "1"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("wagtailsnippets_library_reference:usage", args=[kept.pk])
    assert list(Reference.objects.all()) == [kept]


def test_merge_into_itself_comes_back_with_a_message(admin_client):
    reference = ReferenceFactory()
    response = admin_client.post(merge_url(reference), {"kept": reference.pk})
    assert response.context["form"].errors["kept"]


def test_merge_into_something_gone_comes_back_with_a_message(admin_client):
    response = admin_client.post(merge_url(ReferenceFactory()), {"kept": "999999"})
    assert response.context["form"].errors["kept"]


@pytest.mark.parametrize("kept", ["x", "9" * 30, "²", ""])
def test_strange_suggestion_in_the_address_is_ignored(admin_client, kept):
    assert admin_client.get(merge_url(ReferenceFactory()), {"kept": kept}).status_code == 200


def test_reference_that_is_gone_is_not_found(admin_client):
    assert admin_client.get(reverse("wagtailsnippets_library_reference:merge", args=[999999])).status_code == 404


@pytest.mark.parametrize("group", ["Contributors", "Moderators"])
def test_who_may_not_merge_sees_no_screen(client, group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(merge_url(ReferenceFactory())).status_code in (302, 403)


def test_list_of_uses_says_how_each_stands(admin_client):
    reference = ReferenceFactory()
    ArticlePageFactory(title="In public", body=story(("text", f"<p>{citation(reference)}</p>")))
    draft = ArticlePageFactory(title="In a draft")
    draft.body = story(("text", f"<p>{citation(reference)}</p>"))
    draft.save_revision()
    html = admin_client.get(reverse("wagtailsnippets_library_reference:usage", args=[reference.pk])).content.decode()
    assert html.index("In public") < html.index("Drafts and scheduled versions") < html.index("In a draft")
