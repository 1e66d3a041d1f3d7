"""Minor edits keep a sign-off, are logged, and some are looked at again. What is too much for one is refused."""

import random

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageLogEntry

from clinicsite.review.actions import check_minor_edit, declare_minor_edit
from clinicsite.review.errors import (
    AlreadyReviewed,
    MissingReason,
    NotAllowed,
    NothingToKeep,
    NotMinor,
    RevisionOutdated,
)
from clinicsite.review.gate import publish_unreviewed
from clinicsite.review.models import MinorEdit, ReviewSettings, ReviewStanding, Verdict
from tests.factories.library import ReferenceFactory, citation
from tests.factories.pages import story
from tests.factories.review import make_ready_article, sign_off
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def person(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def article():
    """Signed and published, with a spelling put right in the draft."""
    page = make_ready_article(summary="Pian that lasts")
    sign_off(page)
    page.latest_revision.publish()
    page.refresh_from_db()
    correct(page, "Pain that lasts")
    return page


def correct(page, summary):
    page.summary = summary
    page.save_revision(user=UserFactory())
    page.refresh_from_db()


def declare(page, user=None, reason="Spelling", **values) -> MinorEdit:
    user = user or person("Editors")
    return declare_minor_edit(page=page, revision=page.latest_revision, reason=reason, user=user, **values)


def is_covered(page) -> bool:
    page.refresh_from_db()
    page.latest_revision.publish()
    return ReviewStanding.objects.get(page_id=page.pk).is_covered


def sampled(article, user=None) -> MinorEdit:
    rules = ReviewSettings.for_site(article.get_site())
    rules.second_look_of = 1
    rules.save()
    return declare(article, user)


def test_declared_edit_keeps_the_sign_off(article):
    declare(article)
    assert is_covered(article)


def test_edit_that_nobody_declared_does_not(article):
    assert not is_covered(article)


def test_second_minor_edit_builds_on_the_first(article):
    declare(article)
    correct(article, "Pain that lasts long")
    declare(article)
    assert is_covered(article)


def test_next_clinical_edit_ends_it_all_the_same(article):
    declare(article)
    correct(article, "Pain that never lasts")
    assert not is_covered(article)


def test_reason_and_both_texts_are_kept(article):
    edit = declare(article, reason="Two letters")
    assert (edit.reason, edit.from_digest) == ("Two letters", edit.review.clinical_digest)
    assert edit.to_digest != edit.from_digest


def test_it_is_logged(article):
    editor = person("Editors")
    declare(article, editor)
    entry = PageLogEntry.objects.get(action="review.declare_minor_edit")
    assert (entry.page_id, entry.user, entry.data["reason"]) == (article.pk, editor, "Spelling")


@pytest.mark.parametrize(
    "role", ["Contributors", "Clinical reviewers", "Marketers", "Moderators", "Front desk", "Clinicians"]
)
def test_role_that_may_not_declare_one(article, role):
    with pytest.raises(NotAllowed):
        declare(article, person(role))


@pytest.mark.parametrize("role", ["Editors", "Compliance", "Administrators"])
def test_role_that_may_declare_one(article, role):
    assert declare(article, person(role)).pk


def test_it_needs_a_reason(article):
    with pytest.raises(MissingReason):
        declare(article, reason="  ")


def test_it_needs_a_sign_off_to_keep():
    page = make_ready_article()
    page.refresh_from_db()
    with pytest.raises(NothingToKeep):
        declare(page)


def test_text_that_is_covered_needs_none(article):
    declare(article)
    with pytest.raises(NothingToKeep):
        declare(article)


def test_text_that_was_changed_meanwhile_is_not_declared(article):
    shown = article.latest_revision
    correct(article, "Changed meanwhile")
    with pytest.raises(RevisionOutdated):
        declare_minor_edit(page=article, revision=shown, reason="Spelling", user=person("Editors"))


def test_one_in_so_many_is_sampled(article):
    chosen = []
    for number in range(40):
        correct(article, f"Pain that lasts and {chr(97 + number % 26) * (3 + number // 26)}")
        chosen.append(declare(article, chance=random.Random(number)).is_sampled)  # noqa: S311
    assert 2 <= sum(chosen) <= 16


def test_every_one_is_sampled_where_the_setting_says_so(article):
    assert sampled(article).is_sampled


# The second look


def test_edit_found_minor_keeps_the_sign_off(article):
    check_minor_edit(edit=sampled(article), verdict=Verdict.MINOR, user=person("Compliance"))
    assert is_covered(article)


def test_edit_found_clinical_ends_the_sign_off(article):
    edit = sampled(article)
    assert is_covered(article)
    check_minor_edit(edit=edit, verdict=Verdict.CLINICAL, user=person("Clinical reviewers"), note="A number changed.")
    assert not ReviewStanding.objects.get(page_id=article.pk).is_covered


def test_nobody_looks_at_an_edit_of_their_own(article):
    compliance = person("Compliance")
    with pytest.raises(NotAllowed):
        check_minor_edit(edit=sampled(article, compliance), verdict=Verdict.MINOR, user=compliance)


def test_editors_take_no_second_look(article):
    with pytest.raises(NotAllowed):
        check_minor_edit(edit=sampled(article), verdict=Verdict.MINOR, user=person("Editors"))


def test_second_look_is_taken_once(article):
    edit = sampled(article)
    check_minor_edit(edit=edit, verdict=Verdict.MINOR, user=person("Compliance"))
    with pytest.raises(AlreadyReviewed):
        check_minor_edit(edit=edit, verdict=Verdict.CLINICAL, user=person("Compliance"), note="No.")


def test_clinical_finding_says_why(article):
    with pytest.raises(MissingReason):
        check_minor_edit(edit=sampled(article), verdict=Verdict.CLINICAL, user=person("Compliance"))


# What is too much for one


SIGNED = (
    ("heading", {"text": "Why pain lasts"}),
    ("text", "<p>Do not take more than 5 mg daily. Some people feel better for a while.</p>"),
    (
        "risks",
        {"title": "Risks", "common": ["<p>Nausea</p>"], "serious": ["<p>Falls</p>"], "get_help": ["<p>Pain</p>"]},
    ),
)


def refused(old="", new="", **values) -> list[str]:
    """The reasons against a change of a signed and published text."""
    cited = f"<p>Nerves can become sensitive{citation(ReferenceFactory())}.</p>"
    page = make_ready_article(summary="What is known about it", body=story(*SIGNED, ("text", cited)))
    sign_off(page)
    page.latest_revision.publish()
    page.refresh_from_db()
    page.body = story(*((kind, replaced(value, old, new)) for kind, value in (*SIGNED, ("text", cited))))
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=UserFactory())
    page.refresh_from_db()
    try:
        declare(page)
    except NotMinor as error:
        return error.reasons
    return []


def replaced(value, old, new):
    if isinstance(value, dict):
        return {name: replaced(child, old, new) for name, child in value.items()}
    if isinstance(value, list):
        return [replaced(child, old, new) for child in value]
    return value.replace(old, new) if old else value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("feel better", "feel bettre"),
        ("Some people feel better for a while.", "Some people, feel better for a while!"),
        ("better for a while", "<b>better</b> for a while"),
        ("for a while", "for some time"),
    ],
)
def test_small_change_of_words_passes(old, new):
    assert refused(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("5 mg", "50 mg", "A number"),
        ("5 mg", "5 mcg", "A number"),
        ("5 mg", "-5 mg", "A number"),
        ("daily", "weekly", "A number"),
        ("Some people", "Two people", "A number"),
        ("Do not take", "Do take", "A word that denies"),
        ("for a while", "for a while, without effort", "A word that denies"),
        ("Some people feel", "Some people don’t feel", "A word that denies"),
        ("people feel", "people n<b>ever</b> feel", "A word that denies"),
        ("people feel", "people ne\u200bver feel", "A word that denies"),
        ("Nausea", "Some nausea", "The section on risks"),
        ("Why pain lasts", "Why pain stays", "A heading"),
        ("for a while", "for a while " + "and longer " * 13, "26 words were changed"),
    ],
)
def test_change_that_may_be_clinical_is_refused(old, new, reason):
    (said,) = refused(old, new)
    assert said.startswith(reason)


def test_changed_title_is_refused():
    assert refused(title="Another title") == ["The title was changed."]


def test_added_citation_is_refused():
    assert refused("for a while", f"for a while{citation(ReferenceFactory())}") == ["A citation was changed."]


def test_citation_in_another_place_is_refused():
    mark = citation(ReferenceFactory())
    assert refused("Some people feel better", f"Some people feel{mark} better") == ["A citation was changed."]


def test_small_steps_add_up(article):
    correct(article, "Pain that lasts" + " and on" * 8)
    declare(article)
    correct(article, "Pain that lasts" + " and on" * 14)
    with pytest.raises(NotMinor):
        declare(article)


def test_text_published_without_a_sign_off_is_no_minor_edit(article):
    publish_unreviewed(page=article, revision=article.latest_revision, reason="A recall", user=person("Compliance"))
    article.refresh_from_db()
    correct(article, "Pain that lasts long")
    with pytest.raises(NotMinor) as refusal:
        declare(article)
    assert "without a sign-off" in refusal.value.reasons[0]
    assert not MinorEdit.objects.exists()


def test_unpublishing_it_makes_it_no_minor_edit_either(article):
    publish_unreviewed(page=article, revision=article.latest_revision, reason="A recall", user=person("Compliance"))
    article.refresh_from_db()
    article.unpublish()
    article.refresh_from_db()
    correct(article, "Pain that lasts long")
    with pytest.raises(NotMinor):
        declare(article)


def test_source_that_was_changed_since_cannot_be_compared():
    source = ReferenceFactory()
    page = make_ready_article(body=story(("text", f"<p>It fades{citation(source)}.</p>")))
    sign_off(page)
    source.is_retracted = True
    source.save()
    page.refresh_from_db()
    with pytest.raises(NotMinor):
        declare(page)


def test_signed_text_is_found_in_the_live_page_where_its_revision_is_gone(article):
    review = article.medical_reviews.get()
    review.revision.delete()
    article.refresh_from_db()
    assert declare(article).pk
