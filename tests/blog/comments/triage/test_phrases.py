import pytest

from blog.comments.triage import find_phrases, phrase_list


def found(text: str, *phrases: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_phrases(text, phrase_list(phrases))]


def test_phrase_is_found_in_any_case():
    assert found("Buy a Garden Gnome now", "garden gnome") == ["Garden Gnome"]


def test_part_of_a_word_is_not_found():
    assert found("The analysis of gnomes", "anal", "gnome") == []


def test_star_stands_for_any_ending():
    assert found("two infusions", "infus*") == ["infusions"]


@pytest.mark.parametrize("disguise", ["gn0me", "g n o m e", "g.n.o.m.e", "g\u200bnome"])
def test_phrase_is_found_through_a_disguise(disguise):
    assert found(f"the {disguise} here", "gnome") == [disguise]


def test_disguise_is_told():
    (hit,) = find_phrases("a gn0me", phrase_list(["gnome"]))
    assert hit.is_disguised


def test_plain_phrase_is_not_called_disguised():
    (hit,) = find_phrases("a gnome", phrase_list(["gnome"]))
    assert not hit.is_disguised


def test_phrase_of_two_words_is_found_run_together():
    assert found("a gardengnome", "garden gnome") == ["gardengnome"]


def test_blank_phrase_finds_nothing():
    assert found("anything", "", "  ") == []


def test_hits_come_in_the_order_of_the_text():
    assert found("b then a", "a", "b") == ["b", "a"]
