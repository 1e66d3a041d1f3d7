"""How long the claims checker takes: for a text of 20,000 characters, and for the panel beside the editor.

`python -m tests.bench.claims` after `manage.py migrate` and `manage.py load_demo`. Nothing is written.
"""

import statistics
import time

import django

ROUNDS = 20
CHARACTERS = 20_000


def measure() -> list[list]:
    """A row a case: name, characters read, milliseconds of the processor at the median and at the most."""
    django.setup()
    from blog.articles.models import ArticlePage
    from clinicsite.review.claims import check, shipped_rules
    from clinicsite.review.claims_of import claims_of
    from clinicsite.review.live_check import answer_for
    from clinicsite.users.models import User

    user = User.objects.get(username="editor")
    texts = {page: claims_of(page) for page in ArticlePage.objects.live()}
    sizes = {page: sum(map(len, words.values())) for page, words in texts.items()}
    longest = max(sizes, key=sizes.get)
    words = " ".join(texts[longest].values())
    words = (words * (CHARACTERS // len(words) + 1))[:CHARACTERS]
    rules = shipped_rules()
    return [
        ["one text", len(words), *_timed(lambda: check({"text": words}, rules=rules))],
        ["panel, longest article", sizes[longest], *_timed(lambda: answer_for(longest, user))],
    ]


def _timed(work) -> list[str]:
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return [f"{statistics.median(spent):.0f}", f"{max(spent):.0f}"]


if __name__ == "__main__":
    for row in [["case", "characters", "cpu ms median", "cpu ms most"], *measure()]:
        print("| " + " | ".join(str(cell).ljust(24 if place == 0 else 13) for place, cell in enumerate(row)) + " |")
