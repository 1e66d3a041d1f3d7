from blog.comments.triage import Lessons, learn, score_words, words_of_comment

SPAM, ORDINARY = "cheap casino bonus", "thanks for the references"


def taught(times: int) -> Lessons:
    lessons = Lessons()
    for _decision in range(times):
        lessons = learn(lessons, words_of_comment(SPAM), is_spam=True)
        lessons = learn(lessons, words_of_comment(ORDINARY), is_spam=False)
    return lessons


def test_words_of_spam_score_high():
    assert score_words(taught(30), words_of_comment(SPAM)).probability > 0.9


def test_words_of_ordinary_comments_score_low():
    assert score_words(taught(30), words_of_comment(ORDINARY)).probability < 0.1


def test_unknown_words_say_nothing():
    assert score_words(taught(30), words_of_comment("zebra umbrella")).probability == 0.5


def test_few_decisions_say_nothing():
    assert not score_words(taught(5), words_of_comment(SPAM)).is_reliable


def test_each_word_tells_its_share():
    contributions = dict(score_words(taught(30), words_of_comment(SPAM)).contributions)
    assert contributions["casino"] > 0


def test_taking_a_decision_back_forgets_it():
    lessons = learn(Lessons(), words_of_comment(SPAM), is_spam=True)
    assert learn(lessons, words_of_comment(SPAM), is_spam=True, times=-1) == Lessons()


def test_taking_back_what_was_never_learnt_counts_nothing_below_zero():
    assert learn(Lessons(), words_of_comment(SPAM), is_spam=True, times=-1) == Lessons()


def test_learning_leaves_the_earlier_lessons_as_they_were():
    lessons = Lessons()
    learn(lessons, words_of_comment(SPAM), is_spam=True)
    assert lessons == Lessons()


def test_words_of_the_name_are_kept_apart_from_those_of_the_text():
    assert "name:casino" in words_of_comment("hello", "casino")
    assert "casino" not in words_of_comment("hello", "casino")


def test_host_of_the_link_is_remembered():
    assert "link:shop.example" in words_of_comment("hello", "", "http://shop.example/page")


def test_disguised_word_is_remembered_as_itself():
    assert "casino" in words_of_comment("c4sino")
