import importlib
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.comments import triage
from blog.comments.triage import judge
from blog.comments.triage.judge import Engine, plain_engine
from tests.blog.comments.triage.hostile import HOSTILE

# Calls of functions while one text is judged. Twice as long a text may cost twice as much, never the square of it.
MOST_CALLS = 1_500_000
ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=300)


def calls_of(action) -> int:
    """How many functions an action calls, Python's own among them."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def judged_plainly(text: str, author: str = "", url: str = "", **options):
    return judge(text, author, url, engine=plain_engine(), **options)


def reasons_for(label: str, judgement) -> list:
    return [reason for reason in judgement.reasons if reason.label == label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I want to kill myself", "crisis"),
        ("ya no quiero vivir así", "crisis"),
        ("He has stopped breathing, what do we do?", "emergency"),
        ("Ketamine for sale, no prescription, telegram @fictional_shop", "drug_sale"),
        ("Since my infusion there is blood in my urine", "adverse_event"),
        ("My number is 415-555-0134, call me", "pii"),
        ("Should I stop taking my gabapentin before the infusion?", "medical_advice"),
        ("You are all lying idiots and I hope you rot", "abuse"),
        ("Best online casino bonus, play now at http://casino.example", "spam"),
    ],
)
def test_plain_case_gets_its_label(text, label):
    assert label in judged_plainly(text).labels


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for this clear article.",
        "I disagree with the conclusion, the trial was too small.",
        "I'm dying to read part 4, when is it out?",
        "The meta-analysis had 20 trials, reference 12 is missing.",
    ],
)
def test_ordinary_comment_gets_no_label(text):
    assert judged_plainly(text).labels == ()


def test_ordinary_comment_waits_in_the_lane_of_the_rest():
    assert judged_plainly("Thank you for this clear article.").lane == "rest"


def test_criticism_is_not_spam():
    assert "spam" not in judged_plainly("This article is one-sided and the clinic is too expensive.").labels


def test_flattery_is_spam_by_the_name_and_the_link():
    flattery = "Great post, I will bookmark your blog and come back."
    assert "spam" in judged_plainly(flattery, "best casino bonus", "http://casino-bonus.example/free").labels


def test_most_urgent_label_comes_first():
    labels = judged_plainly("I want to kill myself. Call 415-555-0134 when it is over.").labels
    assert labels[0] == "crisis"
    assert "pii" in labels


def test_lane_is_that_of_the_most_urgent_label():
    assert judged_plainly("I want to kill myself. My number is 415-555-0134.").lane == "crisis"


def test_crisis_is_urgent():
    assert judged_plainly("I want to kill myself").is_urgent


def test_spam_is_not_urgent():
    assert not judged_plainly("Best online casino bonus, play now at http://casino.example").is_urgent


def test_crisis_shows_help():
    assert judged_plainly("I want to kill myself").shows_help


def test_crisis_and_low_mood_do_not_stand_side_by_side():
    assert "crisis_soft" not in judged_plainly("I want to kill myself").labels


def test_disguised_word_is_found():
    assert "drug_sale" in judged_plainly("k e t a m i n e for sale, no prescription, telegram @fictional").labels


def test_alarming_sentence_is_found_in_a_long_comment():
    page = "I liked the part about the trials and the table of doses in part two. " * 40
    assert "crisis" in judged_plainly(page + "I am going to kill myself tonight. " + page).labels


def test_alarming_last_sentence_of_a_text_beyond_all_limits_is_found():
    assert "crisis" in judged_plainly("word " * 200_000 + " I am going to kill myself tonight.").labels


def test_identifier_points_at_the_detail():
    text = "Please call me: 415-555-0134, thanks"
    (found,) = judged_plainly(text).identifiers
    assert "415-555-0134" in text[found.start : found.end]


def test_identifier_names_its_kind():
    (found,) = judged_plainly("Write to jane@example.org").identifiers
    assert found.kind == "email"


def test_identifiers_do_not_overlap():
    found = judged_plainly("jane@example.org, 415-555-0134 and my SSN 000-12-3456, born 3 May 1971").identifiers
    assert len(found) > 1
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))


def test_reason_quotes_the_words_where_they_stand():
    text = "Hello. I want to kill myself."
    (reason, *_rest) = reasons_for("crisis", judged_plainly(text))
    assert reason.words == text[reason.start : reason.end]
    assert "kill myself" in reason.words


def test_reason_speaks_plainly():
    (reason, *_rest) = reasons_for("crisis", judged_plainly("I want to kill myself"))
    assert reason.explanation == "Speaks of wanting to die or of taking one's own life"


def test_reason_about_the_name_says_so():
    judgement = judged_plainly("Nice post", "best casino bonus online", "http://casino-bonus.example")
    assert {reason.field for reason in reasons_for("spam", judgement)} - {"text"}


def test_reason_goes_into_json():
    (reason, *_rest) = reasons_for("crisis", judged_plainly("I want to kill myself"))
    assert set(reason.as_dict()) == {"label", "explanation", "words", "field", "start", "end", "source"}


def test_every_label_is_explained():
    judgement = judged_plainly("I want to kill myself. Call 415-555-0134. You are idiots. Buy ketamine, telegram @x.")
    assert {reason.label for reason in judgement.reasons} == set(judgement.labels)


def test_score_of_a_given_label_is_at_least_a_half():
    judgement = judged_plainly("Best online casino bonus, play now at http://casino.example")
    assert judgement.spam_score >= 0.5


def test_lessons_raise_the_score_of_words_that_moderators_called_spam():
    lessons = triage.Lessons()
    for _decision in range(30):
        lessons = triage.learn(lessons, triage.words_of_comment("garden gnome catalogue"), is_spam=True)
        lessons = triage.learn(lessons, triage.words_of_comment("thank you for the references"), is_spam=False)
    text = "I have a garden gnome catalogue here"
    assert judged_plainly(text, lessons=lessons).spam_score > judged_plainly(text).spam_score


def test_few_lessons_change_nothing():
    lessons = triage.learn(triage.Lessons(), triage.words_of_comment("garden gnome"), is_spam=True)
    text = "I have a garden gnome here"
    assert judged_plainly(text, lessons=lessons) == judged_plainly(text)


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_the_text_there_is_a_judgement(text, author, url):
    judgement = judged_plainly(text, author, url)
    assert judgement.lane in triage.LANES


@settings(deadline=None, max_examples=60)
@given(ANY_TEXT)
def test_spans_lie_within_the_text(text):
    judgement = judged_plainly(text + " call 415-555-0134 I want to kill myself " + text)
    length = 2 * len(text) + len(" call 415-555-0134 I want to kill myself ")
    spans = [(reason.start, reason.end) for reason in judgement.reasons if reason.field == "text"]
    spans += [(found.start, found.end) for found in judgement.identifiers]
    assert spans
    assert all(0 <= start <= end <= length for start, end in spans)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_a_bounded_number_of_steps(name):
    judged_plainly("warm")
    assert calls_of(lambda: judged_plainly(HOSTILE[name])) < MOST_CALLS


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_and_link_cost_a_bounded_number_of_steps(name):
    judged_plainly("warm")
    assert calls_of(lambda: judged_plainly("Nice", HOSTILE[name], HOSTILE[name])) < MOST_CALLS


@pytest.mark.parametrize("nothing", ["", " ", "\n", "\u200b"])
def test_nothing_at_all_is_ordinary(nothing):
    assert judged_plainly(nothing).labels == ()


def test_missing_name_and_link_are_no_trouble():
    assert judge("Thank you for this clear article.", None, None, engine=plain_engine()).lane == "rest"


def test_same_text_is_judged_alike_by_many_threads():
    text = "I want to kill myself. Call 415-555-0134."
    found = []
    threads = [threading.Thread(target=lambda: found.append(judged_plainly(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [judged_plainly(text)] * 8


class BrokenMeaning:
    thresholds = {}

    def logits(self, texts, sender):
        raise MemoryError


def test_broken_encoder_leaves_the_judgement_to_words_and_patterns(caplog):
    caplog.set_level("ERROR")
    plain = plain_engine()
    broken = Engine(plain.model, plain.patterns, BrokenMeaning())
    text = "I want to kill myself"
    assert judge(text, engine=broken) == judged_plainly(text)
    assert "could not be judged" in caplog.text


def test_log_of_a_failure_does_not_hold_the_comment(caplog):
    caplog.set_level("ERROR")
    plain = plain_engine()
    judge("a secret about Margaret", engine=Engine(plain.model, plain.patterns, BrokenMeaning()))
    assert caplog.records
    assert "Margaret" not in caplog.text


class Certain:
    """A second opinion that is sure of one label, and quiet about the others."""

    version = "test"

    def __init__(self, label: str):
        model = plain_engine().model
        self.labels, self.sure_of = model.labels, label
        self.thresholds = dict.fromkeys((*model.labels, "crisis_soft"), 20.0)
        self.texts: list[str] = []

    def logits(self, texts, sender):
        self.texts += texts
        return [[100.0 if label == self.sure_of else -10.0 for label in self.labels] for _text in texts]


def test_meaning_can_give_a_label_that_no_word_does():
    plain = plain_engine()
    text = "The sun was out today."
    assert judge(text, engine=Engine(plain.model, plain.patterns, Certain("crisis"))).labels == ("crisis",)


def test_label_given_by_meaning_quotes_the_stretch_of_text():
    plain = plain_engine()
    text = "The sun was out today."
    (reason,) = judge(text, engine=Engine(plain.model, plain.patterns, Certain("crisis"))).reasons
    assert (reason.words, reason.source) == (text, "meaning test")


def test_long_comment_sends_few_stretches_to_the_encoder():
    plain, certain = plain_engine(), Certain("crisis")
    judge(
        "One more sentence about the weather in this long comment. " * 170,
        engine=Engine(plain.model, plain.patterns, certain),
    )
    assert 1 < len(certain.texts) <= 4


def test_patterns_judge_alone_where_the_weights_are_damaged(monkeypatch):
    def damaged():
        raise ValueError

    # The package gives the function's name to the function, not to its module.
    module = importlib.import_module("blog.comments.triage.judge")
    monkeypatch.setattr(module, "plain_engine", damaged)
    monkeypatch.setattr(module, "shipped_engine", damaged)
    monkeypatch.setattr(module.logger, "exception", lambda message: None)
    found = judge("I want to kill myself, call 555-0142")
    assert (found.labels, found.lane, found.scores) == (("crisis", "pii"), "crisis", {})


@pytest.mark.parametrize("text", ["a b", "Hello?", "Me too", "It hurts"])
def test_one_or_two_words_get_no_label_from_the_model(text):
    assert judged_plainly(text).labels == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Please call me at (503) 555-0134 after lunch.", "(503) 555-0134"),
        ("My number is 555 0143, ask for me.", "555 0143"),
        ("Text my cell, it is +1 503 555 0134 today.", "+1 503 555 0134"),
        ("Reach me on mobile zero seven seven double zero nine zero", "zero seven seven double zero nine zero"),
        ("ph: 02 5550 0199", "02 5550 0199"),
        ("98765 00000 is my no", "98765 00000"),
    ],
)
def test_of_a_phone_number_only_the_number_is_covered(text, number):
    assert [text[span.start : span.end] for span in judge(text).identifiers] == [number]
