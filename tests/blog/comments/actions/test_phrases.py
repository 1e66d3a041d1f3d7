import pytest

from blog.comments.actions.phrases import import_phrases
from blog.comments.models import PhraseRule
from tests.factories.comments import ModeratorFactory


@pytest.fixture
def take_in(db):
    person = ModeratorFactory()
    return lambda text: import_phrases(text=text, person=person)


def test_phrases_come_in_with_their_labels(take_in):
    assert take_in("phrase,label,is_active,note\nbuy followers,spam,no,Seen in May\n").added == 1
    rule = PhraseRule.objects.get()
    assert (rule.phrase, rule.label, rule.is_active, rule.note) == ("buy followers", "spam", False, "Seen in May")


def test_a_file_without_a_header_has_the_phrase_first(take_in):
    take_in("buy followers\n")
    assert PhraseRule.objects.get().phrase == "buy followers"


def test_columns_may_stand_in_any_order(take_in):
    take_in("label,phrase\nabuse,you fool\n")
    assert PhraseRule.objects.get().label == "abuse"


def test_a_listed_phrase_gets_what_the_file_says(take_in):
    PhraseRule.objects.create(phrase="buy followers", label="spam")
    done = take_in("phrase,label\nBuy Followers,abuse\n")
    assert (done.added, done.changed) == (0, 1)
    assert PhraseRule.objects.get().label == "abuse"


def test_what_is_listed_just_so_stays_unchanged(take_in):
    take_in("buy followers\n")
    done = take_in("buy followers\n")
    assert (done.added, done.changed, done.unchanged) == (0, 0, 1)


@pytest.mark.parametrize(
    "line",
    [",spam", "!!!,spam", "word,nonsense", "word,spam,perhaps", f"{'x' * 101},spam", f"word,spam,yes,{'n' * 201}"],
)
def test_a_bad_line_is_reported_by_its_number_and_stops_no_other(take_in, line):
    done = take_in(f"phrase,label,is_active,note\nfirst one\n{line}\nlast one\n")
    assert done.added == 2
    assert [bad.number for bad in done.bad] == [3]
    assert done.bad[0].words
    assert done.bad[0].why


def test_a_phrase_that_looked_like_a_formula_comes_back_as_it_was(take_in):
    take_in("phrase\n'=cheap pills\n")
    assert PhraseRule.objects.get().phrase == "=cheap pills"


def test_a_file_that_breaks_off_keeps_what_came_before(take_in):
    done = take_in('first one\n"never closed' + "x" * 140_000)
    assert done.added == 1
    assert len(done.bad) == 1
