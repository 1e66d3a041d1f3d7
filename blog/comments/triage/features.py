"""What the trained model looks at: hashed words, word pairs and letter groups of a comment, its author and its link.

Training and judging share this module; a change here asks for new weights (`FEATURES_VERSION`).
"""

import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from blog.comments.triage.normal_form import FoldedText
from blog.comments.triage.shapes import shapes

FEATURES_VERSION = 4
# Single words have a half of the table to themselves: there they carry what is known of the language at large.
BUCKET_BITS = 19
BUCKETS = 1 << BUCKET_BITS
_HALF = BUCKETS // 2

# A window of a long comment: one alarming sentence must not drown in a page of others.
WINDOW_WORDS = 40
MOST_WORDS = 3_000

# How much each block of features weighs before the training has its say.
WORD_SHARE, LETTER_SHARE, AUTHOR_SHARE, LINK_SHARE, FACT_SHARE = 1.0, 0.6, 0.7, 0.5, 0.35

# Words of a text, of a name and of a link.
SINGLE_WORDS = ("w:", "a:", "u:")
# What sample texts put into addresses, and real ones do not.
_SAMPLE_WORDS = frozenset({"example", "fake", "notreal"})
_SAMPLE_ENDING = re.compile(r"\.(?:example|invalid|test)(?:\.[a-z]{2,5}){0,2}$|^example\.(?=[a-z]{2,5}$)")

_WORD = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]|_")
_SENTENCE_END = frozenset(".!?\n")
_LINK = re.compile(r"https?://\S{1,300}|www\.\S{1,300}|(?<![\w@.-])[\w-]{2,40}\.(?:com|net|org|ru|info|biz|xyz|shop)\b")
_NAME_PART = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_SCHOLARLY = re.compile(
    r"(?:doi\.org|nih\.gov|nice\.org\.uk|cochrane|bmj\.com|nejm\.org|who\.int|\.gov\b|\.edu\b|\.ac\.uk|wikipedia\.org"
    r"|clinicaltrials|nhs\.uk|thelancet|jamanetwork|nature\.com|bbc\.co)"
)
_TOPIC = re.compile(
    r"\b(?:pain|ketamin|infusion|nerve|trial|stud(?:y|ies)|dose|doctor|clinic|patient|treatment|reference|placebo|crps"
    r"|fibromyalg|neuropath|medic|opioid|symptom|therapy|depress|anesth|anaesth|receptor|sensitiz|table|part \d|dolor)"
)
_PRAISE = re.compile(
    r"\b(?:thanks?|thank you|nice|great|good|awesome|excellent|amazing|wonderful|interesting|useful|informative|helpful"
    r"|love|enjoy(?:ed)?|keep it up|keep up|well done|superb|fantastic|gracias|excelente)\b"
)
_WEBSITE = re.compile(r"\b(?:blog|site|website|web ?page|weblog|post|article|content|webpage|admin|bookmark\w{0,3})\b")


# Endings that cost next to nothing and that advertisers therefore take, and places where people keep their diaries.
_CHEAP = re.compile(
    r"\.(?:xyz|top|click|live|store|shop|online|site|website|buzz|icu|vip|win|bet|casino|loan|loans|reviews|agency|biz|info"
    r"|pw|cc|cn|ru|su|tk|ml|ga|cf|gq|date|space|fun|monster|rest|bar|legal|finance|homes|courses|fit|asia|club|pro|deals"
    r"|sale|promo|market|trade|digital|marketing|life|today|link|guru|work|men|party|stream|download|racing|review|cam)\b"
)
_DIARY = re.compile(r"(?:wordpress|blogspot|tumblr|substack|medium|bearblog|github|\bblog\b|\bdiary\b)")
_TRADE = re.compile(
    r"(?:best|cheap|buy|shop|deal|sale|order|price|discount|promo|bonus|casino|slot|bet|loan|credit|crypto|coin|trad|invest"
    r"|seo|rank|market|agency|service|repair|supply|store|review|cure|heal|herb|pill|med|pharm|rx|drug|ketamin|diet|weight"
    r"|escort|dating|cam|essay|paper|course|claim|lawyer|insur|clean|roof|plumb|build|contract|hack|spy|follow|like|free"
    r"|wholesale|hire|rent|quot|lead|remov|travel|taxi|massage|fx|token|iptv|stream|apk|spell|visa|passport|diplom|mattress|pillow"
    r"|shoe|watch|bag|gem|solar|hvac|gutter|floor|dent|implant|botox|slim|keto|gumm|vape|cbd|kratom|fund|lend|mortgage|villa"
    r"|seo|web|vip|hub|mart|depot|outlet|direct|4u|24|near me|online|specialist|astrolog|baba|prof\b)"
)


@dataclass
class Window:
    """A stretch of a comment: its words, where each begins and ends in the shadow copy."""

    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@lru_cache(maxsize=65_536)
def bucket(name: str) -> int:
    """The place of a feature among the weights."""
    place = zlib.crc32(name.encode("utf-8", "surrogatepass")) & (_HALF - 1)
    return place + _HALF if name.startswith(SINGLE_WORDS) else place


@lru_cache(maxsize=16_384)
def letter_buckets(word: str) -> tuple[int, ...]:
    """The groups of three to five letters of a word, its edges included."""
    framed = f"<{word[:24]}>"
    return tuple(
        bucket("c:" + framed[start : start + size])
        for size in (3, 4, 5)
        for start in range(max(1, len(framed) - size + 1))
    )


def words_of(text: str) -> Window:
    """The words of a shadow copy. Digits lose their value, links their address, apostrophes are dropped."""
    window = Window()
    for match in _WORD.finditer(text):
        word = match.group()
        if word in _SAMPLE_WORDS:
            continue
        if word.startswith(("http", "www.")) and len(word) > 6:
            word = "LINK"
        elif word[0].isdigit():
            word = "0" * min(len(word), 5)
        else:
            word = word.replace("'", "")[:40]
        window.words.append(word)
        window.spans.append(match.span())
        if len(window.words) >= MOST_WORDS:
            break
    return window


def windows_of(text: str) -> list[Window]:
    """The whole text's words in windows that end with sentences and overlap by one; a short text is one window."""
    whole = words_of(text)
    if len(whole.words) <= WINDOW_WORDS + 10:
        return [whole]
    windows, begin, sentence = [], 0, 0
    for place, (_start, end) in enumerate(whole.spans):
        ends = whole.words[place] in _SENTENCE_END or "\n" in text[end : end + 2]
        if place - begin + 1 >= WINDOW_WORDS and (ends or place - begin >= WINDOW_WORDS * 2):
            windows.append(Window(whole.words[begin : place + 1], whole.spans[begin : place + 1]))
            begin = sentence if sentence > begin else place + 1
        if ends:
            sentence = place + 1
    if begin < len(whole.words):
        begin = max(0, min(begin, len(whole.words) - WINDOW_WORDS))
        windows.append(Window(whole.words[begin:], whole.spans[begin:]))
    return windows


def word_names(words: list[str]) -> list[str]:
    """The features of words and their neighbours; the i-th word's own come before the (i+1)-th's."""
    names = []
    for place, word in enumerate(words):
        names.append("w:" + word)
        if place + 1 < len(words):
            names.append(f"p:{word} {words[place + 1]}")
        if place + 2 < len(words):
            names.append(f"s:{word} {words[place + 2]}")
            names.append(f"t:{word} {words[place + 1]} {words[place + 2]}")
    return names


def author_names(author: str) -> list[str]:
    """The features of a name: its words, letter groups and shape."""
    parts = _NAME_PART.findall(author)[:20]
    names = [f"a:{part[:30]}" for part in parts]
    names += [f"ap:{first} {second}" for first, second in zip(parts, parts[1:], strict=False)]
    for part in parts:
        framed = f"<{part[:20]}>"
        names += [f"ac:{framed[start : start + 4]}" for start in range(max(1, len(framed) - 3))]
    return [*names, f"an:{min(len(parts), 5)}"]


def link_names(link: str) -> list[str]:
    """The features of an address: parts of the host, its ending, words of the path."""
    address = re.sub(r"^https?://", "", link.lower())[:200]
    host, _, path = address.partition("/")
    host, sample = _SAMPLE_ENDING.subn("", host.removeprefix("www."))
    parts = [part for part in re.split(r"[.\-_]", host) if part]
    ending = [] if sample or not parts else [parts.pop()]
    names = [f"u:{part[:30]}" for part in parts] + [f"ue:{part}" for part in ending]
    for part in parts[:6]:
        names += [f"uc:{part[start : start + 4]}" for start in range(max(1, min(len(part), 30) - 3))]
    return [*names, *[f"ud:{word}" for word in re.findall(r"[a-z]{3,20}|=", path)[:10]]]


def sender_text(author: str, url: str) -> str:
    """The name and the words of the link as a text of their own: who wants to be called."""
    return " ".join(
        [author[:80], *re.findall(r"[^\W\d_]{2,}", re.sub(r"^https?://(?:www\.)?", "", url.lower())[:120])]
    ).strip()


def _link_kind(url: str) -> str:
    address = url.lower()
    if _SCHOLARLY.search(address):
        return "good-url"
    if _DIARY.search(address):
        return "diary"
    return "cheap" if _CHEAP.search(address) else "url"


def _sender_facts(author: str, url: str) -> list[str]:
    """How much a name and a link look like a trade."""
    host = re.sub(r"^https?://(?:www\.)?", "", url.lower())[:200].partition("/")[0]
    kind = _link_kind(url) if url.strip() else "no-url"
    trade = min(2, len(set(_TRADE.findall(author))))
    trade_host = min(2, len(set(_TRADE.findall(host))))
    hyphens = min(3, host.count("-"))
    named = any(len(part) > 2 and part in host for part in re.findall(r"[^\W\d_]+", author))
    return [
        f"kind:{kind}", f"kind:{kind} trade{trade}", f"host-trade:{trade_host}", f"name-trade:{trade}",
        f"hyphens:{hyphens}", f"{kind} hyphens{hyphens} trade{trade_host}", f"{kind} named{int(named)} trade{trade}",
    ]  # fmt: skip


def facts(plain: FoldedText, low: str, author: str, url: str) -> list[str]:
    """Plain facts about a comment as a whole, and those pairs of facts that mean more together."""
    text = plain.text
    links = _LINK.findall(text.lower())
    scholarly = sum(1 for link in links if _SCHOLARLY.search(link))
    length = len(low.split())
    size = "tiny" if length <= 6 else "short" if length <= 25 else "long" if length <= 80 else "huge"
    on_topic = min(3, len(_TOPIC.findall(low)))
    letters = sum(character.isalpha() for character in text[:2000]) or 1
    foreign = sum(character.isalpha() and ord(character) > 0x36F for character in text[:2000])
    upper = sum(character.isupper() for character in text[:2000])
    author_size = min(4, len(author.split()))
    has_url = "url" if url.strip() else "no-url"
    if url and _SCHOLARLY.search(url.lower()):
        has_url = "good-url"
    praise = "praise" if _PRAISE.search(low) else "plain"
    website = "site" if _WEBSITE.search(low) else "no-site"
    return [
        f"size:{size}", f"links:{min(3, len(links) - scholarly)}", f"scholarly:{min(2, scholarly)}",
        f"topic:{on_topic}", f"foreign:{int(foreign / letters > 0.3)}", f"shout:{int(upper / letters > 0.5)}",
        f"bang:{min(3, text.count('!'))}", f"ask:{min(2, text.count('?'))}",
        f"digits:{int(bool(re.search('[0-9]{4}', text)))}",
        has_url, f"{has_url} {praise} {website} topic{min(1, on_topic)}", f"{has_url} author{author_size}",
        f"{size} {praise} {website} topic{min(1, on_topic)}", f"{size} {has_url} author{author_size} {praise}",
        *_sender_facts(author, url),
        *shapes(text),
        f"markup:{int('[url' in low or '<a ' in low or 'href=' in low)}",
    ]  # fmt: skip
