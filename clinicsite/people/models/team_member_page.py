"""One person: who they are, what entitles them, and what they have to declare."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinicsite.core.blocks.text import PLAIN_FEATURES
from clinicsite.core.models import BasePage

# Held by Administrators alone.
SAYS_WHO_PEOPLE_ARE = "users.change_user"


class TeamMemberPageQuerySet(PageQuerySet):
    """People in the words of the site."""

    def for_list(self, team_page) -> "TeamMemberPageQuerySet":
        """Public members below a team page in tree order, with their photos."""
        return (
            self.child_of(team_page)
            .live()
            .filter(view_restrictions__isnull=True)
            .select_related("photo")
            .order_by("path")
        )


class TeamMemberPage(BasePage):
    """A clinician, author or medical reviewer."""

    role = models.CharField(_("role"), max_length=120, help_text=_("Example: Clinical pharmacist."))
    honorific_suffix = models.CharField(
        _("letters after the name"), max_length=60, blank=True, help_text=_("Example: MD.")
    )
    summary = models.TextField(
        _("what they see most"), max_length=300, help_text=_("One sentence for lists. No praise, no outcomes.")
    )
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("Without one, the page shows a quiet drawing with initials."),
    )
    biography = RichTextField(_("biography"), features=PLAIN_FEATURES, blank=True)
    subjects = models.TextField(_("subjects"), blank=True, help_text=_("What they know about, one a line."))
    languages = models.CharField(_("languages"), max_length=160, blank=True)
    works_at = models.CharField(_("sees patients at"), max_length=160, blank=True)
    licence_body = models.CharField(_("licensing body"), max_length=160, blank=True)
    licence_number = models.CharField(_("licence number"), max_length=60, blank=True)
    register_url = models.URLField(_("entry in the public register"), blank=True)
    declared_interests = models.TextField(
        _("declared interests"), help_text=_("Write “None declared” where there are none; an empty field says nothing.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="team_member_page",
        verbose_name=_("account"),
        help_text=_("The account this person signs in with. Their comments carry the clinic's badge."),
    )
    review_email = models.EmailField(
        _("address for reviews"),
        blank=True,
        help_text=_("For somebody without an account: where links to drafts go that this person is to sign off."),
    )

    objects = PageManager.from_queryset(TeamMemberPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("role"), FieldPanel("honorific_suffix")]),
                FieldPanel("summary"),
                FieldPanel("photo"),
                FieldPanel("biography"),
            ],
            heading=_("Person"),
        ),
        MultiFieldPanel(
            [FieldPanel("subjects"), FieldRowPanel([FieldPanel("languages"), FieldPanel("works_at")])],
            heading=_("Work"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("licence_body"), FieldPanel("licence_number")]),
                FieldPanel("register_url"),
                InlinePanel("credentials", label=_("Credential"), heading=_("Credentials")),
                FieldPanel("declared_interests"),
            ],
            heading=_("What entitles them, and what they declare"),
        ),
    ]
    # Both say who the person is that signs: whoever sets them could sign in the person's name.
    settings_panels = [
        *BasePage.settings_panels,
        FieldPanel("user", permission=SAYS_WHO_PEOPLE_ARE),
        FieldPanel("review_email", permission=SAYS_WHO_PEOPLE_ARE),
    ]
    exclude_fields_in_copy = ["user", "review_email"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("role"),
        index.SearchField("summary"),
        index.SearchField("subjects"),
        index.SearchField("biography"),
    ]
    parent_page_types = ["people.TeamIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("team member")

    @property
    def full_name(self) -> str:
        """Name and letters: `Amara Okafor, MD`."""
        return f"{self.title}, {self.honorific_suffix}" if self.honorific_suffix else self.title

    @property
    def review_address(self) -> str:
        """Where a link for this person goes: to the account, and only without one to the address kept; empty where
        there is none, or where the account was closed."""
        if self.user is None:
            return self.review_email
        return self.user.email if self.user.is_active else ""

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for the drawing in place of a photo."""
        names = self.title.split()
        return "".join(name[0] for name in (names[0], names[-1]) if name).upper() if names else ""

    @property
    def subject_list(self) -> list[str]:
        """The subjects, one a line in the field."""
        return [line.strip() for line in self.subjects.splitlines() if line.strip()]
