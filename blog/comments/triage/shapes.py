"""Facts about what a text is made of besides words: names in capitals, long numbers, codes, dates and hours.

The words that the model sees have lost their capitals and the value of their digits; who is named, and whether a number
is one that belongs to somebody, can only be seen before.
"""

import re

# Identifying details are short; a page of numbers says no more than its first lines.
MOST_CHARACTERS = 2_000

_FIRST_WORDS = (
    r"(?!(?:The|This|That|These|They|We|You|He|She|It|If|In|On|At|To|As|An?|And|But|Or|So|My|Our|Your|His|Her|What|When"
    r"|Where|Who|Why|How|For|From|With|Is|Are|Was|Not|No|Yes|Please|Thanks?|Dear|Part|Table|Figure|Chapter|Section|Page"
    r"|Reference|New|San|Los|North|South|East|West|United|National|Royal|World|Chronic|Complex|Pain)\b)"
)
_LAST_WORDS = (
    r"(?!(?:Clinic|Hospital|University|Institute|Society|College|Centre|Center|Review|Journal|Health|Syndrome|Scale|Pain"
    r"|Library|School|City|York|Francisco|Street|Road|Lane|Avenue|Group|Day|Week)\b)"
)
_NAME = re.compile(rf"\b{_FIRST_WORDS}[A-Z][a-zà-ÿ'-]{{1,20}} (?:[A-Z]\. )?{_LAST_WORDS}[A-Z][a-zà-ÿ'-]{{1,20}}\b")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Frau|Herr|Mme|Sra?)\.? [A-Z][a-zà-ÿ'-]{1,20}")
_STAFF = re.compile(r"\b(?:Dr|Doctor|Nurse|Prof|Dra|Sister)\.? [A-Z][a-zà-ÿ'-]{1,20}")
_NUMBER = re.compile(r"\d[\d .()/-]{0,24}\d|\d")
_CODE = re.compile(r"\b(?=[A-Za-z/-]{0,5}\d[\w/-]{0,10}\d)[A-Z]{1,5}[/-]?\d[\w/-]{2,14}\b")
_DATE = re.compile(
    r"\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6} \d{1,2}\b",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\bo'clock\b|\b(?:half|quarter) (?:past|to)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
_MINE = re.compile(r"\b(?:my|our|me|i'm|mine|i)\b", re.IGNORECASE)
_YOURS = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def shapes(text: str) -> list[str]:
    """The facts as names of features."""
    part = text[:MOST_CHARACTERS]
    names = min(2, len(_NAME.findall(part)))
    who = f"{names}{int(bool(_TITLED.search(part)))}{int(bool(_STAFF.search(part)))}"
    digits = max((sum(sign.isdigit() for sign in found) for found in _NUMBER.findall(part)), default=0)
    size = "none" if not digits else "few" if digits < 4 else "year" if digits == 4 else "id" if digits < 9 else "phone"
    number = f"{size}{int(bool(_CODE.search(part)))}"
    time = f"{int(bool(_DATE.search(part)))}{int(bool(_HOUR.search(part)))}{int(bool(_WEEKDAY.search(part)))}"
    mine, yours = int(bool(_MINE.search(part))), int(bool(_YOURS.search(part)))
    return [
        f"who:{who}", f"number:{number}", f"time:{time}", f"who:{who} mine{mine} yours{yours}",
        f"number:{number} mine{mine} yours{yours}", f"time:{time} mine{mine} yours{yours}", f"who:{who} number:{size}",
    ]  # fmt: skip
