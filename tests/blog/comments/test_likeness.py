import pytest

from blog.comments.likeness import is_nearly_the_same, likeness_of

TEXT = (
    "I was told to rest for two weeks after the first infusion, and nobody said what resting means when you have "
    "two small children and a job that is done standing up all day."
)
CHANGED = TEXT.replace("two weeks", "three weeks")
OTHER = "The table on the second page leaves out the trial that found no effect at all, and I would like to know why."


def share_a_number(one, other):
    return any(a == b for a, b in zip(likeness_of(one), likeness_of(other), strict=True))


def test_numbers_fit_the_columns():
    assert all(-(2**63) <= number < 2**63 for number in likeness_of(TEXT))


def test_numbers_of_a_text_never_change():
    assert likeness_of("one two three four five six seven eight") == (-5264423834732178988, 3836286611091541530)


@pytest.mark.parametrize("same", [TEXT.upper(), TEXT.replace(" ", "\n"), TEXT.replace(",", " -"), TEXT + "!!!"])
def test_case_spacing_and_signs_make_no_difference(same):
    assert likeness_of(same) == likeness_of(TEXT)
    assert is_nearly_the_same(same, TEXT)


def test_one_changed_word_is_nearly_the_same():
    assert is_nearly_the_same(CHANGED, TEXT)
    assert share_a_number(CHANGED, TEXT)


def test_other_text_is_not_the_same():
    assert not is_nearly_the_same(OTHER, TEXT)
    assert not share_a_number(OTHER, TEXT)


def test_half_of_a_text_is_not_the_same():
    assert not is_nearly_the_same(TEXT[: len(TEXT) // 2], TEXT)


@pytest.mark.parametrize("short", ["", "Thank you.", "Thanks for this, it helped me."])
def test_few_words_have_no_likeness(short):
    assert likeness_of(short) == (None, None)
    assert not is_nearly_the_same(short, short)
