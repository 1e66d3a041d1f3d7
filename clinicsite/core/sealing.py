"""Personal details at rest: sealed so that a stolen table shows none, and found again by a keyed digest.

Sealing is Fernet (AES-128-CBC with HMAC-SHA256) of the `cryptography` package; the first of settings.DATA_KEYS seals,
every one of them opens, so that a key is replaced by putting a new one in front.
"""

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """None of the keys opens what was sealed."""


def seal(text: str) -> str:
    """The text sealed with the newest key; an empty text stays empty."""
    return _fernet(tuple(settings.DATA_KEYS)).encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """The text that was sealed. Raises CannotOpen."""
    if not sealed:
        return ""
    try:
        return _fernet(tuple(settings.DATA_KEYS)).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def reseal(sealed: str) -> str:
    """The same text sealed with the newest key. Raises CannotOpen."""
    return seal(unseal(sealed))


def is_sealed_with_newest(sealed: str) -> bool:
    """True where the newest key opens it, so that older keys are not needed for it."""
    try:
        _fernet(tuple(settings.DATA_KEYS[:1])).decrypt(sealed.encode())
    except InvalidToken:
        return not sealed
    return True


def fault_of_keys(keys: list[str]) -> str:
    """What is wrong with a list of keys, without a word of the keys; empty where nothing is."""
    if not keys:
        return "DATA_KEYS holds no key. docs/settings.md says how to make one."
    for number, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            return f"DATA_KEYS: key {number} is malformed. docs/settings.md says how to make one."
    return ""


def digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits by which a sealed text is found again. Needs the secret key, so no table of guesses helps.

    The same text has another digest for every purpose.
    """
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
