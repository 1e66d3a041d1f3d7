"""What moderators' decisions teach the spam score."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from blog.comments.judging import forget_kept
from blog.comments.masking import parts
from blog.comments.models import Comment, SpamWord
from blog.comments.models.spam import TOTALS
from blog.comments.triage import words_of_comment

# Every web process keeps the whole vocabulary in memory for a minute.
MOST_WORDS_KEPT = 20_000


@transaction.atomic
def learn_from(*, comment: Comment, is_spam: bool, times: int = 1) -> None:
    """Count a comment's words as spam or as ordinary; `times=-1` takes an earlier count back. At most six queries.

    Identifying details are not learnt. A full vocabulary takes no new words until `forget_rare_words` has made room.
    """
    words = learnable_words(comment)
    if not words:
        return
    # The row of totals comes first: whoever learns at the same time waits here, in front of all the other rows.
    SpamWord.objects.bulk_create([SpamWord(word=TOTALS)], ignore_conflicts=True)
    _count(SpamWord.objects.filter(word=TOTALS), is_spam, times)
    if times > 0 and SpamWord.objects.count() < MOST_WORDS_KEPT:
        SpamWord.objects.bulk_create([SpamWord(word=word) for word in words], ignore_conflicts=True)
    _count(SpamWord.objects.filter(word__in=words), is_spam, times)
    transaction.on_commit(forget_kept)


def learnable_words(comment: Comment) -> list[str]:
    """The words of a comment that are counted, in order; none where its text is gone."""
    if not comment.text:
        return []
    found = parts(comment.text, comment.judgement.get("identifiers", []))
    text = " ".join(part.text for part in found if not part.kind)
    return sorted(words_of_comment(text, comment.author_name) - {TOTALS})


def forget_rare_words() -> int:
    """Make room for new words: the rarest and oldest go first. Returns how many went."""
    words = SpamWord.objects.exclude(word=TOTALS)
    forgotten, _rows = words.filter(spam=0, ordinary=0).delete()
    excess = words.count() - MOST_WORDS_KEPT * 3 // 4
    if excess > 0:
        rarest = words.alias(seen=F("spam") + F("ordinary")).order_by("seen", "pk")[:excess]
        forgotten += SpamWord.objects.filter(pk__in=list(rarest.values_list("pk", flat=True))).delete()[0]
    if forgotten:
        forget_kept()
    return forgotten


def _count(rows, is_spam: bool, times: int) -> None:
    column = "spam" if is_spam else "ordinary"
    rows.update(**{column: Greatest(F(column) + Value(times), Value(0))})
