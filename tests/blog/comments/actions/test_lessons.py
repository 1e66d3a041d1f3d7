import pytest

from blog.comments.actions import lessons
from blog.comments.actions.lessons import forget_rare_words, learn_from, learnable_words
from blog.comments.judging import lessons as known_lessons
from blog.comments.models import SpamWord
from blog.comments.models.spam import TOTALS
from tests.factories.comments import CommentFactory


@pytest.fixture
def comment(article):
    return CommentFactory(page=article, text="Cheap casino bonus", author_name="Winner")


def counts(word):
    row = SpamWord.objects.filter(word=word).first()
    return (row.spam, row.ordinary) if row else None


def test_a_spam_decision_counts_every_word(comment):
    learn_from(comment=comment, is_spam=True)
    assert counts("casino") == counts(TOTALS) == (1, 0)


def test_an_ordinary_decision_counts_on_the_other_side(comment):
    learn_from(comment=comment, is_spam=False)
    assert counts("casino") == counts(TOTALS) == (0, 1)


def test_the_name_is_learnt_apart_from_the_text(comment):
    learn_from(comment=comment, is_spam=True)
    assert counts("name:winner") == (1, 0)
    assert counts("winner") is None


def test_taking_a_lesson_back_leaves_it_as_it_was(comment):
    learn_from(comment=comment, is_spam=True)
    learn_from(comment=comment, is_spam=True, times=-1)
    assert counts("casino") == counts(TOTALS) == (0, 0)


def test_no_count_falls_below_zero(comment):
    learn_from(comment=comment, is_spam=True, times=-1)
    assert counts(TOTALS) == (0, 0)


def test_a_change_of_mind_moves_the_count(comment):
    learn_from(comment=comment, is_spam=True)
    learn_from(comment=comment, is_spam=True, times=-1)
    learn_from(comment=comment, is_spam=False)
    assert counts("casino") == (0, 1)


def test_identifying_details_are_not_learnt(article):
    text = "Write to zebediah@example.org about casino"
    comment = CommentFactory(page=article, text=text, judgement={"identifiers": [[9, 29, "email"]]})
    assert not {"zebediah", "example", "hidden", "email"} & set(learnable_words(comment))


def test_a_text_that_is_gone_teaches_nothing(article):
    learn_from(comment=CommentFactory(page=article, text="", status="withdrawn"), is_spam=True)
    assert not SpamWord.objects.exists()


def test_learning_takes_few_queries_however_long_the_text(article, django_assert_max_num_queries):
    text = " ".join(f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(300))
    comment = CommentFactory(page=article, text=text)
    with django_assert_max_num_queries(10):
        learn_from(comment=comment, is_spam=True)


def test_a_full_vocabulary_takes_no_new_word(comment, monkeypatch):
    monkeypatch.setattr(lessons, "MOST_WORDS_KEPT", 1)
    learn_from(comment=comment, is_spam=True)
    assert set(SpamWord.objects.values_list("word", flat=True)) == {TOTALS}
    assert counts(TOTALS) == (1, 0)


def test_the_rarest_words_make_room(db, monkeypatch):
    monkeypatch.setattr(lessons, "MOST_WORDS_KEPT", 4)
    for number in range(6):
        SpamWord.objects.create(word=f"w{number}", spam=number + 1)
    SpamWord.objects.create(word=TOTALS, spam=9)
    assert forget_rare_words() == 3
    assert set(SpamWord.objects.values_list("word", flat=True)) == {TOTALS, "w3", "w4", "w5"}


def test_what_was_learnt_counts_at_once_in_this_process(comment, django_capture_on_commit_callbacks):
    known_lessons()
    with django_capture_on_commit_callbacks(execute=True):
        learn_from(comment=comment, is_spam=True)
    assert known_lessons().words["casino"] == (1, 0)
