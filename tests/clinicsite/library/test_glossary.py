"""Where a word of the glossary is explained, and where not."""

from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from clinicsite.library.glossary import (
    Explainer,
    Explanation,
    abbreviations_in,
    forms_of,
    pieces_of,
    running_text,
)

WORDS = [
    "opioid",
    "chronic pain",
    "chronic primary pain",
    "CRPS",
    "NMDA receptor",
    "off-label",
    "meta-analysis",
    "Crohn's",
]


def entry(name: str, number: int = 1, also: str = "") -> Explanation:
    return Explanation(
        number, name.lower().replace(" ", "-").replace("'", ""), name, "What it means.", (name, *also.split())
    )


EXPLAINER = Explainer([entry(name, number) for number, name in enumerate(WORDS, start=1)])


def explained(markup: str, **options) -> list[str]:
    """The words that became buttons, as readers see them."""
    soup = BeautifulSoup(EXPLAINER.explain(markup, **options), "html.parser")
    return [button.text for button in soup.find_all("button")]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>An opioid helps.</p>", ["opioid"]),
        ("<p>Opioids help.</p>", ["Opioids"]),
        ("<p>Two meta-analyses.</p>", ["meta-analyses"]),
        ("<p>Chronic primary pain is chronic pain.</p>", ["Chronic primary pain", "chronic pain"]),
        ("<p>chronic\n pain, chronic&nbsp;pain</p>", ["chronic\n pain"]),
        ("<p>The NMDA receptors and the nmda receptor.</p>", ["NMDA receptors"]),
        ("<p>crps is no abbreviation, CRPS is.</p>", ["CRPS"]),
        ("<p>Crohn’s, Crohn's, Crohn&#x27;s</p>", ["Crohn’s"]),
        ("<p>Off-label use</p>", ["Off-label"]),
        ("<li><b>Opioid</b></li>", ["Opioid"]),
    ],
)
def test_word_is_explained_in_any_dress(markup, words):
    assert explained(markup) == words


@pytest.mark.parametrize(
    "markup",
    [
        "<p>opioid-tolerant, nonopioid, opioidlike, opioid_x, anti-opioid</p>",
        "<h2>Opioid</h2>",
        "<h3>The <b>opioid</b> question</h3>",
        '<p><a href="/x/">opioid</a></p>',
        "<blockquote><p>opioid</p></blockquote>",
        "<p><code>opioid</code></p>",
        "<table><caption>opioid</caption><tr><th>opioid</th></tr></table>",
        "<details><summary>opioid</summary></details>",
        '<svg><title>opioid</title><text x="1">opioid</text></svg>',
        '<aside class="margin-note" aria-label="x"><p><dfn>opioid</dfn> opioid</p></aside>',
        '<p title="opioid">x</p><img alt="opioid">',
        "<!-- opioid -->",
        "<p>&opioid;</p>",
    ],
)
def test_word_is_left_alone(markup):
    assert EXPLAINER.explain(markup) == markup


def test_word_is_explained_once():
    assert explained("<p>An opioid, another opioid.</p><p>Opioids.</p>") == ["opioid"]


def test_heading_does_not_use_up_the_explanation():
    assert explained("<h2>Opioid</h2><p>An opioid.</p>") == ["opioid"]


def test_word_that_the_page_explains_itself_is_left_alone():
    assert explained("<p>An opioid and CRPS.</p>", without=[1]) == ["CRPS"]


def test_button_opens_the_card_behind_it():
    soup = BeautifulSoup(EXPLAINER.explain("<p>CRPS</p>", glossary_url="/glossary/"), "html.parser")
    card = soup.find(id=soup.button["popovertarget"])
    assert card.has_attr("popover")
    assert "What it means." in card.text
    assert card.a["href"] == "/glossary/#crps"


def test_definition_is_escaped():
    explainer = Explainer([Explanation(1, "x", "opioid", "<script>alert(1)</script>", ("opioid",))])
    assert "<script>" not in explainer.explain("<p>opioid</p>")


def test_other_names_are_explained_by_the_same_entry():
    explainer = Explainer([entry("opioid", also="morphine")])
    assert explainer.explain("<p>Morphine, then an opioid</p>").count("<button") == 1


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("cannula", "cannulas"),
        ("therapy", "therapies"),
        ("dose", "doses"),
        ("bolus", "boluses"),
        ("analysis", "analyses"),
    ],
)
def test_regular_plurals_are_known(name, plural):
    assert plural in forms_of(name)


@given(st.text(alphabet=st.sampled_from("opioid CRPS<>&\"'/h2pabutton=\n-"), max_size=200))
def test_text_that_readers_see_stays_as_it_was(text):
    markup = f"<p>{escape(text)}</p>"
    soup = BeautifulSoup(EXPLAINER.explain(markup), "html.parser")
    for card in soup.find_all(class_="term-card"):
        card.decompose()
    assert soup.text == BeautifulSoup(markup, "html.parser").text


@given(st.text(alphabet=st.sampled_from('opioid<>/h2apb "'), max_size=120))
def test_pieces_together_are_the_markup(markup):
    assert "".join(piece for piece, _is_open in pieces_of(markup)) == markup


def test_running_text_leaves_out_headings_links_and_tables_heads():
    markup = (
        "<h2>Heading</h2><p>One &amp; <a href='x'>link</a> two</p><table><tr><th>Head</th><td>Cell</td></tr></table>"
    )
    assert running_text(markup).split() == ["One", "&", "two", "Cell"]


def test_abbreviations_are_words_in_capitals_that_not_everybody_knows():
    assert abbreviations_in("The FDA and US law, CT scans, CRPS-like, HIVs, III, x, A") == {"FDA", "CT", "HIV"}


def test_word_among_a_thousand_is_explained_once_on_a_long_page():

    explainer = Explainer([entry(f"term{number} word", number) for number in range(1000)])
    markup = "<p>" + "A sentence with term500 word in it and pain. " * 500 + "</p>"
    assert explainer.explain(markup).count("<button") == 1
