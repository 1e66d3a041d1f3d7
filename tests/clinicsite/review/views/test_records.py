"""The record of reviews: what it holds, by which versions, and that it outlives its page."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Site

from blog.articles.models import ArticlePage
from clinicsite.core.models import ClinicSettings
from clinicsite.review.actions import end_override, rules_in_force
from clinicsite.review.compliance import record_of
from clinicsite.review.models import ChangeNote, ClaimOverride, DraftLink, OutsideComment
from clinicsite.users.roles import ROLES
from tests.clinicsite.review.desk import person
from tests.factories.pages import StandardPageFactory
from tests.factories.review import ClaimOverrideFactory, ClaimRuleFactory, make_ready_article, sign_off

pytestmark = pytest.mark.django_db
MAY_SEE = {"Compliance", "Administrators"}
GONE = 4_000_000


def rows_of(client, key) -> list[list[str]]:
    response = client.get(reverse("review_record_file", args=[key]))
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode().removeprefix("\ufeff"))))


def outside_opinion(page, **values) -> DraftLink:
    link = DraftLink.objects.create(
        page_id=page.pk, revision=page.latest_revision, revision_made_at=timezone.now(), text_digest="0" * 64,
        token_digest=str(page.pk), reviewer_name="Sam Outside", expires_at=timezone.now() + datetime.timedelta(days=5),
        **values,
    )  # fmt: skip
    OutsideComment.objects.create(link=link, section_title="Risks", text="Name the bladder.")
    return link


@pytest.fixture
def article(home):
    """Signed and published."""
    page = make_ready_article(title="Nerves")
    sign_off(page)
    page.latest_revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def gone(article):
    """The number of a signed page with a claim let stand, deleted since."""
    key = article.pk
    ClaimOverrideFactory(page=article, reason="Quoted from a law.")
    article.delete()
    return key


# Of a page that was deleted


@pytest.mark.parametrize("name", ["review_record", "review_record_file"])
@pytest.mark.parametrize("role", sorted(role.name for role in ROLES))
def test_record_of_a_deleted_page_opens_to_whoever_may_see_records(client, gone, name, role):
    client.force_login(person(role))
    status = client.get(reverse(name, args=[gone])).status_code
    assert (status == 200) is (role in MAY_SEE), status


def test_record_of_a_deleted_page_is_whole(client, gone):
    client.force_login(person("Compliance"))
    found = {(row[1], row[5]) for row in rows_of(client, gone)}
    assert ("Claim let stand", "Quoted from a law.") in found
    assert {"Signed off", "Published"} <= {row[1] for row in rows_of(client, gone)}


def test_record_of_a_deleted_page_has_its_title_and_says_so(client, gone):
    client.force_login(person("Compliance"))
    html = client.get(reverse("review_record", args=[gone])).content.decode()
    assert "Record of reviews: Nerves" in html
    assert "This page was deleted." in html


def test_looking_at_a_deleted_page_is_logged(client, gone):
    user = person("Compliance")
    client.force_login(user)
    client.get(reverse("review_record", args=[gone]))
    row = PageLogEntry.objects.get(action="review.export_compliance")
    assert (row.user, row.page_id, row.label) == (user, gone, "Nerves")


@pytest.mark.parametrize("name", ["review_record", "review_record_file"])
def test_page_that_never_was_has_no_record(admin_client, home, name):
    assert admin_client.get(reverse(name, args=[GONE])).status_code == 404


def test_deleted_page_without_a_record_has_none(admin_client, home):
    page = StandardPageFactory()
    key = page.pk
    page.delete()
    assert admin_client.get(reverse("review_record", args=[key])).status_code == 404


@pytest.mark.parametrize("role", sorted(role.name for role in ROLES))
def test_list_of_deleted_pages_is_open_to_whoever_may_see_records(client, gone, role):
    client.force_login(person(role))
    response = client.get(reverse("review_records_of_deleted"))
    assert (response.status_code == 200) is (role in MAY_SEE)
    assert role not in MAY_SEE or reverse("review_record", args=[gone]) in response.content.decode()


def test_list_of_deleted_pages_names_no_page_that_is_there(admin_client, article):
    assert "Nerves" not in admin_client.get(reverse("review_records_of_deleted")).content.decode()


def test_claims_let_stand_of_a_deleted_page_stay_in_their_report(admin_client, gone):
    html = admin_client.get(reverse("claim_overrides")).content.decode()
    assert "Nerves (deleted)" in html


def test_answer_of_an_outside_reviewer_is_known_after_the_page_is_gone(article):
    PageLogEntry.objects.log_action(article, "review.outside_answer", data={"link": 7, "outcome": "approved"})
    key = article.pk
    article.delete()
    assert ("Outside opinion: Approved", "link no. 7") in {(row.what, row.details) for row in record_of(key).entries}


# Versions


def test_review_keeps_the_rules_it_was_made_under(client, article):
    then = rules_in_force().version
    ClaimRuleFactory()
    client.force_login(person("Compliance"))
    signed = next(row for row in rows_of(client, article.pk) if row[1] == "Signed off")
    assert article.medical_reviews.get().rules_version == then != rules_in_force().version
    assert f"claim rules {then}" in signed[4]


def test_review_keeps_the_policy_it_was_made_under(client, home):
    policy = StandardPageFactory(title="How we write")
    first = policy.save_revision()
    first.publish()
    clinic = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    clinic.editorial_policy_page = policy
    clinic.save()
    page = make_ready_article()
    review = sign_off(page)
    policy.refresh_from_db()
    policy.save_revision().publish()
    client.force_login(person("Compliance"))
    signed = next(row for row in rows_of(client, page.pk) if row[1] == "Signed off")
    assert (review.policy_title, review.policy_revision_key) == ("How we write", first.pk)
    assert f"“How we write” in revision {first.pk}, published" in signed[4]


def test_review_without_a_policy_names_none(article):
    assert article.medical_reviews.get().policy_title == ""


def test_policy_that_is_a_draft_is_none(home):
    clinic = ClinicSettings.for_site(Site.objects.get(is_default_site=True))
    clinic.editorial_policy_page = StandardPageFactory(live=False)
    clinic.save()
    assert sign_off(make_ready_article()).policy_title == ""


# Outside opinions, notes, overrides that were ended


def test_record_holds_what_an_outside_reviewer_said(client, article):
    outside_opinion(article, outcome="changes_requested", answered_at=timezone.now(), stated_credentials="MD")
    client.force_login(person("Compliance"))
    row = next(row for row in rows_of(client, article.pk) if row[1].startswith("Outside opinion"))
    assert (row[1], row[2], row[5]) == (
        "Outside opinion: Asked for changes", "Sam Outside", "Risks: Name the bladder."
    )  # fmt: skip
    assert "stated: MD" in row[4]


def test_comments_without_a_decision_are_an_opinion_too(article):
    outside_opinion(article)
    assert "Outside opinion: comments only" in {entry.what for entry in record_of(article.pk).entries}


def test_link_that_nobody_answered_is_no_opinion(article):
    outside_opinion(article).comments.all().delete()
    assert not [entry for entry in record_of(article.pk).entries if entry.what.startswith("Outside")]


def test_record_shows_no_address_of_an_outside_reviewer(client, article):
    outside_opinion(article, address_sealed="sealed-address")
    client.force_login(person("Compliance"))
    assert "sealed-address" not in str(rows_of(client, article.pk))


def test_record_holds_what_readers_were_told(client, article):
    ChangeNote.objects.create(
        page=article, page_key=article.pk, page_title="Nerves", kind="correction", text="The dose was wrong.",
        made_by_name="Sam Editor",
    )  # fmt: skip
    client.force_login(person("Compliance"))
    assert ["Told readers: Correction", "Sam Editor", "The dose was wrong."] in [
        [row[1], row[2], row[5]] for row in rows_of(client, article.pk)
    ]


def test_override_that_was_ended_keeps_its_first_end(article):
    row = ClaimOverrideFactory(page=article)
    first, user = row.expires_on, person("Compliance")
    end_override(override=row, user=user)
    kept = ClaimOverride.objects.get()
    assert (kept.expires_on, kept.ended_by) == (first, user)
    assert kept.ended_at is not None
    assert not ClaimOverride.objects.valid().exists()
    assert ClaimOverride.objects.ended().exists()


def test_override_is_ended_once(article):
    row, first = ClaimOverrideFactory(page=article), person("Compliance")
    end_override(override=row, user=first)
    end_override(override=row, user=person("Administrators"))
    assert ClaimOverride.objects.get().ended_by == first


def test_record_says_who_opened_a_claim_again(client, article):
    row, user = ClaimOverrideFactory(page=article, words="cures"), person("Compliance")
    end_override(override=row, user=user)
    client.force_login(user)
    found = {each[1]: each for each in rows_of(client, article.pk)}
    assert found["Claim opened again"][2] == (user.get_full_name() or user.get_username())
    assert f"until {row.expires_on.isoformat()}" in found["Claim let stand"][4]
