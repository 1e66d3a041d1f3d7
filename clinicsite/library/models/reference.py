"""The shared reference library."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from clinicsite.library.identifiers import normalize_doi, normalize_pmcid, normalize_pmid
from clinicsite.library.pasted import folded_title
from clinicsite.library.querysets import ReferenceQuerySet

# `Sigtermans MJ` ends in initials, `US Food and Drug Administration` does not.
INITIALS = re.compile(r" [^\W\d_a-z]{1,4}\.?$")


class Reference(index.Indexed, models.Model):
    """One source, written down once and cited by number wherever it is used."""

    class Kind(models.TextChoices):
        """What sort of evidence a source is."""

        SYSTEMATIC_REVIEW = "systematic-review", _("Systematic review")
        TRIAL = "trial", _("Randomized trial")
        OBSERVATIONAL = "observational", _("Observational study")
        LABORATORY = "laboratory", _("Animal or laboratory study")
        GUIDELINE = "guideline", _("Guideline")
        LABEL = "label", _("Product label")
        REGULATOR = "regulator", _("Regulator")
        HISTORY = "history", _("History")
        REVIEW = "review", _("Narrative review")
        PROTOCOL = "protocol", _("Trial protocol")
        PATIENT_INFORMATION = "patient-information", _("Patient information")

    key = models.SlugField(
        _("key"), max_length=80, unique=True, help_text=_("A short name for editors. Example: sigtermans-2009.")
    )
    kind = models.CharField(_("kind of evidence"), max_length=24, choices=Kind.choices)
    authors = models.CharField(
        _("authors"),
        max_length=400,
        blank=True,
        help_text=_("Surname and initials, then commas. Example: Bell RF, Kalso EA."),
    )
    title = models.CharField(_("title"), max_length=400)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    journal = models.CharField(_("journal or publisher"), max_length=200, blank=True)
    volume = models.CharField(_("volume"), max_length=20, blank=True)
    issue = models.CharField(_("issue"), max_length=20, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    doi = models.CharField(
        "DOI", max_length=200, blank=True, help_text=_("As printed or as an address; it is put in normal form.")
    )
    pmid = models.CharField("PMID", max_length=40, blank=True)
    pmcid = models.CharField("PMCID", max_length=80, blank=True)
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Only the publisher's or agency's own page, never a copy."),
    )
    last_checked = models.DateField(_("last checked"), null=True, blank=True)
    is_retracted = models.BooleanField(
        _("retracted"),
        default=False,
        help_text=_("A page that cites it cannot be published until the citation is gone."),
    )
    retracted_on = models.DateField(_("retracted on"), null=True, blank=True)
    retraction_reason = models.CharField(
        _("reason given"), max_length=400, blank=True, help_text=_("As the notice or the list gives it.")
    )
    note = models.TextField(_("note for editors"), blank=True)
    folded_title = models.CharField(max_length=400, db_index=True, editable=False, default="")

    objects = ReferenceQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("key"),
                FieldPanel("kind"),
                FieldPanel("authors"),
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("journal"), FieldPanel("year")]),
                FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
            ],
            heading=_("Source"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid"), FieldPanel("pmcid")]), FieldPanel("url")],
            heading=_("Where to find it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("last_checked"),
                FieldRowPanel([FieldPanel("is_retracted"), FieldPanel("retracted_on")]),
                FieldPanel("retraction_reason"),
                FieldPanel("note"),
            ],
            heading=_("Upkeep"),
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.AutocompleteField("key"),
        index.FilterField("kind"),
        index.FilterField("is_retracted"),
    ]

    class Meta:
        ordering = ["authors", "year", "title"]
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="unique_reference_doi"),
            models.UniqueConstraint(fields=["pmid"], condition=~Q(pmid=""), name="unique_reference_pmid"),
            models.UniqueConstraint(fields=["pmcid"], condition=~Q(pmcid=""), name="unique_reference_pmcid"),
        ]

    def __str__(self):
        if self.authors or self.journal:
            return f"{self.short_name}: {self.title}"
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def short_name(self) -> str:
        """First author or body, and year, as editors see it inside the text: `Sigtermans 2009`."""
        first = INITIALS.sub("", re.split("[,;]", self.authors)[0].strip())
        name = first or self.journal or Truncator(self.title).words(4)
        return f"{name} {self.year}" if self.year else name

    @property
    def issue_line(self) -> str:
        """Year, volume, issue and pages as the Vancouver style joins them: `2009;145(3):304-311`."""
        line = str(self.year or "")
        if self.volume:
            line += f";{self.volume}" + (f"({self.issue})" if self.issue else "")
        if self.pages:
            line += f":{self.pages}"
        return line.lstrip(";:")

    @property
    def is_study(self) -> bool:
        """True for what stands in a scientific journal; a label, a regulator's page or a leaflet does not."""
        kinds = self.Kind
        return self.kind not in {kinds.LABEL, kinds.REGULATOR, kinds.PATIENT_INFORMATION, kinds.HISTORY}

    @property
    def has_address(self) -> bool:
        """True where a reader can open the source, or its record, from here."""
        return bool(self.doi or self.pmid or self.pmcid or self.url)

    @property
    def doi_url(self) -> str:
        """Where the DOI leads, or an empty string."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def pubmed_url(self) -> str:
        """The PubMed record, or an empty string."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def pmc_url(self) -> str:
        """The free full text at PubMed Central, or an empty string."""
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/" if self.pmcid else ""

    def save(self, *args, **kwargs):
        self.folded_title = folded_title(self.title)[:400]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded_title"}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        errors = {}
        for field, normalize, example in [
            ("doi", normalize_doi, "10.1016/j.pain.2009.06.023"),
            ("pmid", normalize_pmid, "31082965"),
            ("pmcid", normalize_pmcid, "PMC6023575"),
        ]:
            names = {"name": field.upper(), "example": example}
            try:
                setattr(self, field, normalize(getattr(self, field)))
            except ValueError:
                errors[field] = _("This is no %(name)s. It looks like %(example)s.") % names
                continue
            if twin := self._other_with(field):
                errors[field] = _("“%(reference)s” has this %(name)s already.") % {**names, "reference": twin}
        if errors:
            raise ValidationError(errors)

    def _other_with(self, field: str):
        """Another reference with the same identifier, or None."""
        value = getattr(self, field)
        return Reference.objects.filter(**{field: value}).exclude(pk=self.pk).first() if value else None
