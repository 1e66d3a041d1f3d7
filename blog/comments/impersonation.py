"""Names that could be taken for somebody at the clinic."""

import re
import unicodedata

from django.contrib.auth import get_user_model
from django.core.cache import cache

from clinicsite.people.models import TeamMemberPage

SKELETONS_KEY = "comments:reserved-names"
SECONDS_KEPT = 60

RESERVED = (
    "admin", "administrator", "clinic", "clinic staff", "clinic team", "mod", "moderator", "moderation", "site admin",
    "staff", "support", "team", "the clinic", "the moderator", "webmaster",
)  # fmt: skip
_TITLES = re.compile(r"^(?:(?:dr|doctor|prof|professor|nurse|mr|mrs|ms|miss)\b\.?\s*)+")

# Letters of other scripts, and digits, that look like Latin letters: Unicode's list of confusables (UTS 39) as far as
# it concerns names a reader would trust. Equally drawn Latin letters fall together: i, l and 1; m and rn; w and vv.
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("аαɑ@4ａ", "a"), **dict.fromkeys("вьƅ8", "b"), **dict.fromkeys("сϲⅽ¢", "c"),
        **dict.fromkeys("ԁⅾɗ", "d"), **dict.fromkeys("еєɛε3℮", "e"), **dict.fromkeys("ɡց9", "g"),
        **dict.fromkeys("һнհ", "h"), **dict.fromkeys("іιıɩ1!|ⅰӏⅼ", "l"), **dict.fromkeys("ј", "j"),
        **dict.fromkeys("кκ", "k"), **dict.fromkeys("мⅿ", "m"), **dict.fromkeys("пηո", "n"),
        **dict.fromkeys("оοσ0օᴏө", "o"), **dict.fromkeys("рρ", "p"), **dict.fromkeys("ԛ", "q"),
        **dict.fromkeys("гᴦ", "r"), **dict.fromkeys("ѕ5$ꜱ", "s"), **dict.fromkeys("тτ7+", "t"),
        **dict.fromkeys("υսцμ", "u"), **dict.fromkeys("ѵνⅴ", "v"), **dict.fromkeys("ѡԝω", "w"),
        **dict.fromkeys("хχⅹ", "x"), **dict.fromkeys("уүγ", "y"), **dict.fromkeys("ᴢ2", "z"), "i": "l",
    }
)  # fmt: skip


def skeleton(name: str) -> str:
    """What is left of a name once lookalike letters, case, accents, titles and everything between letters are gone.

    Two names with one skeleton may be taken for each other.
    """
    name = name.casefold().translate(_LOOKALIKES)
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LOOKALIKES)
    plain = "".join(character for character in plain if unicodedata.category(character)[0] != "M")
    plain = _TITLES.sub("", plain.strip())
    letters = "".join(character for character in plain if character.isalnum())
    return letters.replace("rn", "m").replace("vv", "w")


def is_impersonating(name: str) -> bool:
    """True where a reader's name would be read as a staff member's or as the moderators'. Two queries a minute."""
    stored = cache.get(SKELETONS_KEY)
    if stored is None:
        stored = {skeleton(reserved) for reserved in (*RESERVED, *staff_names()) if reserved}
        cache.set(SKELETONS_KEY, stored, SECONDS_KEPT)
    return skeleton(name) in stored


def staff_names() -> set[str]:
    """The names of active accounts and of the people on the team pages, without and with their letters."""
    accounts = get_user_model().objects.filter(is_active=True).only("first_name", "last_name")
    people = TeamMemberPage.objects.live().only("title", "honorific_suffix")
    return {account.get_full_name() for account in accounts} | {
        name for person in people for name in (person.title, person.full_name)
    }
