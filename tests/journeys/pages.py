"""Every kind of page a reader can meet on the sample site, by a name that tells it apart."""

SERIES = "/articles/ketamine-and-chronic-pain/"
ARTICLE = f"{SERIES}what-ketamine-does/"

ADDRESSES = {
    "home": "/",
    "articles": "/articles/",
    "series": SERIES,
    "article": ARTICLE,
    "last-part": f"{SERIES}before-during-and-after/",
    "evidence": f"{SERIES}what-the-trials-found/",
    "risks": f"{SERIES}risks-and-safeguards/",
    "team": "/team/",
    "person": "/team/priya-nair/",
    "standard": "/about/",
    "policy": "/comments-policy/",
    "search": "/search/",
    "results": "/search/?q=ketamine",
    "no-results": "/search/?q=xylophone",
}
