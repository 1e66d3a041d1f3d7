"""`python -m tests.journeys.ready_series`: a series with two drafts that are complete and signed."""

import os

import django

TITLE = "Rest and pain"
PARTS = ("Why sleep matters", "What helps at night")


def main() -> None:
    from blog.articles.models import ArticleIndexPage
    from tests.factories.pages import SeriesPageFactory
    from tests.factories.review import make_ready_article, sign_off

    series = SeriesPageFactory(parent=ArticleIndexPage.objects.get(), title=TITLE, live=False)
    series.save_revision()
    for title in PARTS:
        sign_off(make_ready_article(parent=series, title=title))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinicsite.settings.dev")
    django.setup()
    main()
