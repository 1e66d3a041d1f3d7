"""The check: what is found, where, and what excuses it."""

from dataclasses import replace

import pytest

from clinicsite.review.claims import check, own_rule, shipped_rules

RULES_ONLY = replace(shipped_rules(), uses_model=False)


def rules_found(text, **options):
    return {finding.rule for finding in check({"text": text}, rules=RULES_ONLY, **options)}


def test_finding_names_field_rule_kind_and_severity():
    (finding,) = check({"body.1": "Ketamine cures."}, rules=RULES_ONLY)
    assert (finding.field, finding.rule, finding.kind, finding.severity) == ("body.1", "B01", "efficacy", "block")


def test_finding_carries_a_reason_and_facts():
    (finding,) = check({"text": "Ketamine cures."}, rules=RULES_ONLY)
    assert finding.why
    assert finding.facts


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine cures.",
        "<p>It is said: <b>Ketamine</b> cures.</p>",
        "Ｋetamine\u00a0\u00a0\u00a0cures.",
        "Keta\u200bmine cu\u00adres.",
    ],
)
def test_words_stand_at_their_place_in_the_original(text):
    finding = next(finding for finding in check({"text": text}, rules=RULES_ONLY) if finding.rule == "B01")
    assert text[finding.start : finding.end] == finding.words
    assert finding.words.replace("\u00ad", "") == "cures"


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine does not cure CRPS.",
        "Does ketamine cure CRPS?",
        "It is a myth that ketamine cures pain.",
        "That ketamine cures pain is false.",
        "Some clinics claim that ketamine cures pain.",
        "No trial found that ketamine is a cure.",
        'The word "miracle" does not belong on a medical page.',
    ],
)
def test_claim_that_is_denied_asked_or_criticized_passes(text):
    assert rules_found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "It is not addictive, and it cures pain.",
        "Not only does it help: ketamine cures pain.",
        "It is a myth that ketamine is dangerous; in fact it cures pain.",
        "If pills failed you, ketamine cures.",
    ],
)
def test_denial_of_something_else_excuses_nothing(text):
    assert "B01" in rules_found(text)


def test_citation_excuses_a_number():
    assert rules_found("Up to 30% had less pain.") == {"B13"}
    assert rules_found("Up to 30% had less pain [8].") == set()


def test_citation_does_not_excuse_a_cure():
    assert "B01" in rules_found("Ketamine cures CRPS [8].")


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine was FDA-approved as an anesthetic in 1970.",
        "Esketamine nasal spray was approved by the FDA in 2019 for treatment-resistant depression.",
        "It is not FDA-approved for pain.",
    ],
)
def test_what_is_truly_approved_passes(text):
    assert rules_found(text) == set()


def test_approval_for_pain_blocks():
    assert "A01" in rules_found("Ketamine infusions are now FDA-approved for chronic pain.")


def test_negation_does_not_reach_over_a_sentence_end():
    assert "B01" in rules_found("We do not promise anything. Ketamine cures pain.")


def test_third_exclamation_mark_leaves_a_note():
    assert "E14" not in rules_found("One! Two!")
    assert "E14" in rules_found("One! Two! Three!")


def test_medicine_in_an_advertising_field_blocks_in_the_united_kingdom():
    found = check({"seo_title": "Ketamine in Leeds"}, country="UK", rules=RULES_ONLY)
    assert [(finding.rule, finding.severity) for finding in found] == [("U01", "block")]


@pytest.mark.parametrize(("field", "country"), [("seo_title", "US"), ("body.1", "UK")])
def test_medicine_may_be_named_elsewhere(field, country):
    assert check({field: "Ketamine is a medicine."}, country=country, rules=RULES_ONLY) == []


def test_home_page_advertises_in_every_field():
    found = check({"body.1": "Ketamine is here."}, country="UK", rules=RULES_ONLY, is_advertising=True)
    assert [finding.rule for finding in found] == ["U01"]


def test_many_notes_become_a_warning_about_the_tone():
    found = check({"text": "The secret of affordable agony. " * 6}, rules=RULES_ONLY)
    assert [finding.rule for finding in found if finding.severity == "warn"] == ["NOTES"]


def test_own_rule_is_found_and_respects_negation():
    own = own_rule("OWN1", pattern="glow up", is_phrase=True, kind="hype", severity="warn", why="w", facts="f")
    rules = RULES_ONLY.with_own([own], "1")
    assert [finding.rule for finding in check({"text": "Glow   UP today"}, rules=rules)] == ["OWN1"]
    assert check({"text": "It is no glow up."}, rules=rules) == []


def test_own_rule_that_runs_too_long_is_cut_off_and_the_others_go_on():
    slow = own_rule("OWN1", pattern="(a+)+b", is_phrase=False, kind="hype", severity="block", why="w", facts="f")
    found = check({"text": "a" * 400 + ". Ketamine cures."}, rules=RULES_ONLY.with_own([slow], "1"))
    assert [finding.rule for finding in found] == ["SLOW", "B01"]


def test_model_flags_what_no_rule_names():
    text = "We are proud of outcomes that others only dream of."
    assert rules_found(text) == set()
    (finding,) = check({"text": text})
    assert (finding.rule, finding.severity, finding.words) == ("MODEL", "warn", text)


def test_model_says_which_words_weighed_most():
    (finding,) = check({"text": "We are proud of outcomes that others only dream of."})
    assert "“proud”" in finding.why or "“dream”" in finding.why


def test_model_does_not_judge_a_short_heading_or_a_cited_sentence():
    assert check({"text": "Your comfort first"}) == []
    assert check({"text": "We are proud of outcomes that others only dream of [8]."}) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "[", "<", "&", '"', "\ud800", "a" * 50_000, "<a " * 5_000])
def test_odd_text_breaks_nothing(text):
    assert isinstance(check({"text": text}), list)
