"""The guard and the claims checker together, also on replies that were written before the rules were."""

import json
import tomllib
from pathlib import Path

import pytest

from blog.comments.reply_words import weigh_reply
from clinicsite.demo.builder import CONTENT
from clinicsite.review.models import DisabledRule

pytestmark = pytest.mark.django_db
HELD_OUT = [
    json.loads(line)
    for line in Path(__file__).with_name("reply_held_out.jsonl").read_text(encoding="utf-8").splitlines()
]
TEMPLATES = tomllib.loads((CONTENT / "reply_templates.toml").read_text(encoding="utf-8"))["replies"]


def stopped(replies) -> int:
    return sum(bool(weigh_reply(reply["text"]).refusals) for reply in replies)


def test_unlawful_replies_nobody_tuned_for_are_refused_as_often_as_the_docs_say():
    unseen = [reply for reply in HELD_OUT if reply["is_unlawful"] and reply["half"] == "unseen"]
    assert len(unseen) == 30
    assert stopped(unseen) >= 29


def test_unlawful_replies_the_rules_were_mended_by_are_refused_as_often_as_the_docs_say():
    tuned = [reply for reply in HELD_OUT if reply["is_unlawful"] and reply["half"] == "tuned"]
    assert stopped(tuned) >= 29


def test_harmless_replies_are_refused_no_more_often_than_the_docs_say():
    harmless = [reply for reply in HELD_OUT if not reply["is_unlawful"]]
    assert len(harmless) == 60
    assert stopped(harmless) <= 1


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template["title"])
def test_an_approved_reply_of_the_sample_site_has_nothing_to_weigh(template):
    weighed = weigh_reply(template["text"])
    assert (weighed.refusals, weighed.cautions) == ((), ())


@pytest.mark.parametrize(
    "claim", ["There are no risks.", "We guarantee relief.", "Ketamine will cure CRPS.", "It is completely safe."]
)
def test_a_promise_is_refused(claim):
    assert weigh_reply(claim).refusals


def test_a_refused_claim_says_why_and_what_is_known():
    [finding] = weigh_reply("Ketamine will cure CRPS.").refusals
    assert finding.words == "cure"
    assert finding.why
    assert finding.instead


def test_a_claim_to_weigh_is_a_caution():
    weighed = weigh_reply("Ketamine heals damaged nerves.")
    assert not weighed.refusals
    assert "heals" in weighed.cautions[0].words


def test_several_rules_on_the_same_words_are_one_caution():
    assert len(weigh_reply("Ketamine heals damaged nerves.").cautions) == 1


def test_a_rule_the_clinic_has_switched_off_stops_no_reply():
    DisabledRule.objects.create(rule="B01", reason="A test.")
    assert not weigh_reply("Ketamine will cure CRPS.").refusals
