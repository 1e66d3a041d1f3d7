import random

from blog.comments.triage.training.corpus import Example
from blog.comments.triage.training.dataset import moved, windows_apart

HAM = Example("A calm remark.", "Ruth", "https://ruthknits.example", source="written ham 1")


def test_link_of_a_moved_comment_is_dropped_or_changed_at_times():
    urls = {moved(HAM, random.Random(seed)).url for seed in range(40)}  # noqa: S311
    assert "" in urls
    assert len(urls) > 3


def test_moved_comment_keeps_its_words():
    assert {moved(HAM, random.Random(seed)).text for seed in range(40)} == {HAM.text}  # noqa: S311


def test_link_is_never_given_to_a_comment_with_a_label():
    labelled = Example("Buy now", "", "", frozenset({"spam"}))
    assert {moved(labelled, random.Random(seed)).url for seed in range(40)} == {""}  # noqa: S311


def test_short_comment_has_no_windows_apart():
    assert windows_apart(HAM) == []


def test_windows_of_a_long_comment_stay_in_its_group():
    long = Example("This sentence has eight words in all here. " * 20, source="written ham 1")
    assert {each.group for each in windows_apart(long)} == {long.group}
