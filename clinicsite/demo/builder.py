"""Builds the sample clinic from the files in content/.

Only what is missing is made; nothing an editor changed is touched.
"""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from blog.articles.models import ArticleIndexPage, ArticlePage, SeriesPage, Topic
from blog.comments.models import CommentsKind, CommentsSettings
from clinicsite.clinic.actions import make_home_page
from clinicsite.clinic.models import HomePage, StandardPage
from clinicsite.core.models import ClinicSettings, Disclaimer, Navigation
from clinicsite.demo.corrections import fill_trust_settings, publish_earlier_text, write_sample_notes
from clinicsite.demo.home import home_story
from clinicsite.demo.markup import Document, parse_document
from clinicsite.demo.reviews import sign_off_samples
from clinicsite.demo.rich_text import RichTextWriter
from clinicsite.demo.settings_values import fill_clinic_settings, menus_story
from clinicsite.demo.stories import StoryWriter
from clinicsite.library.models import GlossaryPage, GlossaryTerm, Reference
from clinicsite.media.models import ClinicImage
from clinicsite.people.models import TeamIndexPage, TeamMemberPage

CONTENT = Path(__file__).parent / "content"
REFERENCE_FIELDS = ("kind", "authors", "title", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "url")
SERIES_FOLDER = "series/ketamine-and-chronic-pain"
FIRST_PART_AGE = timedelta(days=63)
BETWEEN_PARTS = timedelta(days=7)


class SampleSite:
    """One load: reads the files, makes the rows, remembers what later rows point at."""

    def __init__(self, content: Path = CONTENT, report: Callable[[str], None] = lambda line: None):
        self.content = content
        self.report = report
        self.saved_files: list[str] = []

    def build(self) -> None:
        """Make whatever is missing. The caller wraps this in a transaction and removes `saved_files` if it fails."""
        self.library()
        self.images = self.pictures()
        self.tree()
        self.people()
        self.standard_pages()
        self.series()
        self.write_bodies()
        self.settings()
        sign_off_samples(self.pages.values())
        for slug, entry in self.corrections.items():
            if self.pages[slug].is_new:
                write_sample_notes(self.pages[slug], entry)

    def toml(self, name: str) -> dict:
        """One data file."""
        return tomllib.loads((self.content / name).read_text())

    def document(self, name: str) -> Document:
        """One page file."""
        return parse_document((self.content / name).read_text(), name)

    def library(self) -> None:
        """References, glossary terms and disclaimers."""
        self.references = {}
        for key, fields in self.toml("references.toml").items():
            reference = self._reference(key, fields)
            self.references[key] = (reference.pk, reference.short_name)
        self.terms = {}
        for fields in self.toml("glossary.toml")["terms"]:
            term, _created = GlossaryTerm.objects.get_or_create(
                slug=slugify(fields["term"]),
                defaults={
                    "term": fields["term"],
                    "definition": fields["definition"],
                    "also_called": ", ".join(fields.get("also", [])),
                    "is_explained": fields.get("explained", True),
                },
            )
            self.terms[fields["term"]] = term.pk

    def _reference(self, key: str, fields: dict) -> Reference:
        existing = Reference.objects.filter(key=key.lower()).first()
        if existing:
            return existing
        reference = Reference(
            key=key.lower(),
            is_retracted=fields["retracted"],
            year=fields.get("year"),
            **{name: fields[name] for name in REFERENCE_FIELDS},
            last_checked=fields["last_checked"],
        )
        reference.full_clean()
        reference.save()
        return reference

    def pictures(self) -> dict[str, int]:
        """The illustrations, by file name."""
        images = {}
        for path in sorted((self.content / "pictures").glob("*.jpg")):
            image = ClinicImage.objects.filter(title=path.stem, is_sample=True).first()
            if image is None:
                with path.open("rb") as file:
                    image = ClinicImage(title=path.stem, credit="Drawing for the sample site", is_sample=True)
                    image.file.save(path.name, File(file), save=False)
                    self.saved_files.append(image.file.name)
                    image.save()
            images[path.name] = image.pk
        return images

    def tree(self) -> None:
        """Home, the team page, the article index and the series page, in place of Wagtail's welcome page."""
        site = Site.objects.get(is_default_site=True)
        if not isinstance(site.root_page.specific, HomePage):
            self._make_home(site)
        self.site = Site.objects.select_related("root_page").get(pk=site.pk)
        self.home = self.site.root_page.specific
        self.pages = {"home": self.home}
        articles = {
            "title": "Articles",
            "summary": "What is known about long-lasting pain and its treatments, with sources.",
        }
        self.child(self.home, ArticleIndexPage, "articles", **articles)
        team = {"title": "Team", "summary": "Who writes, who checks, and what each of us has to declare."}
        self.child(self.home, TeamIndexPage, "team", **team)
        glossary = {
            "title": "Glossary",
            "summary": "Words about pain and its treatment in plain language, and where we use them.",
        }
        page = self.child(self.home, GlossaryPage, "glossary", **glossary)
        if page.is_new:
            self._publish(page)

    def _make_home(self, site: Site) -> None:
        front = self.document("pages/home.md").front_matter
        make_home_page(
            site=site,
            title="Home",
            headline=front["title"],
            introduction=front["intro"],
            seo_title="Alder Quay Pain Clinic: plain words about long-lasting pain",
            search_description=front["search_description"],
            is_sample=True,
        )

    def child(self, parent: Page, model: type[Page], slug: str, **fields) -> Page:
        """The child of that slug, made as sample content where it is missing; remembered by its slug."""
        page = parent.get_children().filter(slug=slug).first()
        if page is None:
            page = model(slug=slug, is_sample=True, **fields)
            parent.add_child(instance=page)
            self.report(f"  {page.url_path}")
            page.is_new = True
            parent.refresh_from_db()
        else:
            page = page.specific
            page.is_new = False
        self.pages[slug] = page
        return page

    def people(self) -> None:
        """The team, with credentials and declared interests."""
        for fields in self.toml("people.toml")["people"]:
            page = self.child(
                self.pages["team"],
                TeamMemberPage,
                fields["slug"],
                title=fields["name"],
                honorific_suffix=fields["honorific_suffix"],
                role=fields["role"],
                summary=fields["summary"],
                search_description=fields["search_description"],
                subjects="\n".join(fields["interests"]),
                languages=", ".join(fields["languages"]),
                works_at=", ".join(fields["locations"]),
                licence_body=fields["licence_body"],
                licence_number=fields["licence_number"],
                declared_interests=fields["declared_interests"],
            )
            if page.is_new:
                page.biography = RichTextWriter({}, {}).paragraphs(fields["biography"])
                for credential in fields["credentials"]:
                    page.credentials.create(
                        title=credential["title"],
                        issuer=credential["issuer"],
                        number=credential["number"],
                        expires_on=credential["expires"],
                    )
                page.save_revision().publish()

    def standard_pages(self) -> None:
        """About, policies, contact: without their text, which may link to any page."""
        self.documents = {}
        for path in sorted((self.content / "pages").glob("*.md")):
            if path.stem == "home":
                continue
            document = self.document(f"pages/{path.name}")
            front = document.front_matter
            fields = {name: front[name] for name in ("title", "summary", "search_description")}
            self.child(self.home, StandardPage, front["slug"], **fields)
            self.documents[front["slug"]] = document

    def series(self) -> None:
        """The series page and its parts in order, without their text."""
        front = self.document(f"{SERIES_FOLDER}/index.md").front_matter
        fields = {name: front[name] for name in ("title", "summary", "search_description")}
        series = self.child(self.pages["articles"], SeriesPage, front["slug"], **fields)
        for number, path in enumerate(sorted((self.content / SERIES_FOLDER).glob("0*.md"))):
            document = self.document(f"{SERIES_FOLDER}/{path.name}")
            self._part(series, document, number)
            self.documents[document.front_matter["slug"]] = document

    def _part(self, series: SeriesPage, document: Document, number: int) -> None:
        front = document.front_matter
        topic, _created = Topic.objects.get_or_create(slug=slugify(front["topic"]), defaults={"name": front["topic"]})
        self.child(
            series,
            ArticlePage,
            front["slug"],
            title=front["title"],
            summary=front["summary"],
            search_description=front["search_description"],
            author=self.pages[front["author"]],
            reviewer=self.pages[front["reviewer"]],
            topic=topic,
            comments_kind=front.get("comments_kind", CommentsKind.DISCUSSION),
            first_published_at=timezone.now() - FIRST_PART_AGE + BETWEEN_PARTS * number,
        )

    def write_bodies(self) -> None:
        """The text of every page made in this load, now that every page it may link to exists."""
        rich_text = RichTextWriter(self.references, {slug: page.pk for slug, page in self.pages.items()})
        self.corrections = self.toml("corrections.toml")
        self.disclaimers = {}
        for fields in self.toml("disclaimers.toml")["disclaimers"]:
            disclaimer, _created = Disclaimer.objects.get_or_create(
                name=fields["name"],
                defaults={"title": fields["title"], "text": rich_text.paragraphs(fields["text"])},
            )
            self.disclaimers[fields["name"]] = disclaimer.pk
        story = StoryWriter(rich_text, self.images, self.disclaimers, self.terms)
        for slug, document in self.documents.items():
            page = self.pages[slug]
            if page.is_new:
                page.body = story.story(slug, document.sections)
                if slug in self.corrections:
                    publish_earlier_text(page, self.corrections[slug])
                self._publish(page)
        series, index = self.pages["ketamine-and-chronic-pain"], self.document(f"{SERIES_FOLDER}/index.md")
        if series.is_new:
            series.introduction = "".join(rich_text.paragraphs(section.content) for section in index.sections)
            self._publish(series)
        if not self.home.body:
            self.home.body = home_story(self.document("pages/home.md").front_matter, self.toml("site.toml"), self.pages)
            self.home.buttons = [
                ("button", {"label": button["label"], "page": self.pages[button["page"]], "url": ""})
                for button in self.document("pages/home.md").front_matter["buttons"]
            ]
            self._publish(self.home)

    def _publish(self, page: Page) -> None:
        first_published_at = page.first_published_at
        page.full_clean()
        page.save_revision().publish()
        if first_published_at:
            type(page).objects.filter(pk=page.pk).update(last_published_at=first_published_at)

    def settings(self) -> None:
        """The clinic's name, contact, urgent help and menus, where nobody has filled them in."""
        site_file = self.toml("site.toml")
        clinic, created = ClinicSettings.objects.get_or_create(site=self.site)
        if created:
            fill_clinic_settings(clinic, site_file, self.pages)
            clinic.full_clean()
            clinic.save()
        CommentsSettings.objects.get_or_create(site=self.site, defaults=site_file["comments"])
        fill_trust_settings(self.site, site_file)
        navigation, created = Navigation.objects.get_or_create(site=self.site)
        if created:
            navigation.menus = menus_story(site_file, self.pages)
            navigation.full_clean()
            navigation.save()
