"""Texts that have brought programs of this kind to a halt."""

import random

LENGTH = 10_000


def _noise() -> str:
    chance = random.Random(7)  # noqa: S311
    return "".join(chr(chance.choice([32, 48, 64, 97, 0x301, 0x200B, 0x4E00, 0x1F600, 0xD800])) for _ in range(LENGTH))


HOSTILE = {
    "one letter": "a" * LENGTH,
    "one digit": "1" * LENGTH,
    "blanks": " " * LENGTH,
    "line breaks": "\n" * LENGTH,
    "single letters": "k " * (LENGTH // 2),
    "dotted letters": "k.e.t." * (LENGTH // 6),
    "digits in pairs": "55 " * (LENGTH // 3),
    "signs of an address": "a@" * (LENGTH // 2),
    "dots": "." * LENGTH,
    "links": "http://a." * (LENGTH // 9),
    "open brackets": "(" * LENGTH,
    "marks on one letter": "a" + "\u0301" * (LENGTH - 1),
    "nothing to see": "\u200b" * LENGTH,
    "phrases in one letter": "\ufdfa" * LENGTH,
    "halves of characters": "\ud800" * LENGTH,
    "right to left": "\u202e\u05d0" * (LENGTH // 2),
    "ideographs": "\u4e2d" * LENGTH,
    "faces": "\U0001f600" * LENGTH,
    "beginnings of crisis": "I want to " * (LENGTH // 10),
    "mothers and fathers": "my mother " * (LENGTH // 10),
    "after the infusion": "after my infusion I " * (LENGTH // 20),
    "drugs": "buy ketamine online telegram " * (LENGTH // 29),
    "months": "3 May 1971 " * (LENGTH // 11),
    "names": "Dr Anna Berg " * (LENGTH // 13),
    "digits for letters": "k3t4m1n3 " * (LENGTH // 9),
    "question marks": "should I? " * (LENGTH // 10),
    "noise": _noise(),
    "no end": "word " * 200_000,
}
