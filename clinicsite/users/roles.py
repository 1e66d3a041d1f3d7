"""What each role may do, written down once.

The owner of a site is a superuser and needs no group. Permissions of other apps are named by strings, because
accounts stand below everything else; one whose app is not installed yet is left out until it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page


@dataclass(frozen=True)
class Role:
    """A group and exactly what it may do.

    `permissions` hold everywhere, `page_permissions` on every page, `file_permissions` on every image and document.
    All are `app_label.codename`.
    """

    name: str
    permissions: tuple[str, ...]
    page_permissions: tuple[str, ...] = ()
    file_permissions: tuple[str, ...] = ()


def every(actions: str, *models: str) -> tuple[str, ...]:
    """`every("add change", "library.reference")` is `library.add_reference` and `library.change_reference`."""
    names = [model.split(".") for model in models]
    return tuple(f"{app_label}.{action}_{model}" for app_label, model in names for action in actions.split())


ACCESS_ADMIN = "wagtailadmin.access_admin"
MODERATE_COMMENTS = "comments.moderate_comment"
ANSWER_URGENT_COMMENTS = "comments.handle_urgentalert"
RECORD_ADVERSE_EVENTS = "comments.handle_adverseeventreport"
REPLY_AS_CLINIC = "comments.reply_as_clinic"
APPROVE_REPLIES = "comments.approve_reply"
ERASE_COMMENTERS = "comments.erase_commenter"
SEE_BACKGROUND_WORK = "background.see_background_work"
CLAIM_RULES = "review.claimrule"
REGULATORY_STATEMENTS = "review.regulatorystatement"
OVERRIDE_CLAIMS = "review.override_claim"
SIGN_OFF = "review.sign_off"
SEE_REVIEWS = "review.see_reviews"
DECLARE_MINOR_EDIT = "review.declare_minor_edit"
CHECK_MINOR_EDITS = "review.check_minor_edits"
PUBLISH_UNREVIEWED = "review.publish_unreviewed"
EXPORT_COMPLIANCE = "review.export_compliance"
SEE_MISSED_SEARCHES = "search.see_missed_searches"
# Corrections for readers, their error reports, and reviewers without a login.
TRUST = ("review.write_changenote", "review.handle_errorreport", "review.make_draftlink")
COMMENT_LISTS = ("comments.phraserule", "comments.replytemplate", "comments.oncallshift")
SHARED_TEXTS = ("library.reference", "library.glossaryterm", "core.disclaimer", "articles.topic")
FILES = ("wagtailimages.image", "wagtaildocs.document")

CONTRIBUTORS = Role(
    name="Contributors",
    permissions=(ACCESS_ADMIN, *every("view", *SHARED_TEXTS)),
    page_permissions=("wagtailcore.add_page",),
    file_permissions=every("add choose", *FILES),
)
EDITORS = Role(
    name="Editors",
    permissions=(
        ACCESS_ADMIN,
        *every("add change", *SHARED_TEXTS),
        # Only one that no page cites: see clinicsite/library/keeping.py.
        *every("delete", "library.reference"),
        *every("add change delete", "wagtailredirects.redirect"),
        *every("view", CLAIM_RULES),
        *every("view add change", REGULATORY_STATEMENTS),
        SEE_REVIEWS,
        DECLARE_MINOR_EDIT,
        SEE_MISSED_SEARCHES,
        *TRUST,
    ),
    page_permissions=every("add change publish", "wagtailcore.page"),
    file_permissions=every("add change choose", *FILES),
)
# They read every draft that waits for them through the workflow, and publish by signing; no other page is theirs.
CLINICAL_REVIEWERS = Role(
    name="Clinical reviewers",
    permissions=(ACCESS_ADMIN, SIGN_OFF, SEE_REVIEWS, CHECK_MINOR_EDITS, *every("view", *SHARED_TEXTS)),
)
COMPLIANCE = Role(
    name="Compliance",
    permissions=(
        ACCESS_ADMIN,
        *every("view", *SHARED_TEXTS),
        *every("view add change", CLAIM_RULES),
        *every("view add change", REGULATORY_STATEMENTS),
        OVERRIDE_CLAIMS,
        SEE_REVIEWS,
        DECLARE_MINOR_EDIT,
        CHECK_MINOR_EDITS,
        PUBLISH_UNREVIEWED,
        EXPORT_COMPLIANCE,
        *TRUST,
    ),
    page_permissions=every("change publish", "wagtailcore.page"),
)
MARKETERS = Role(
    name="Marketers",
    permissions=(
        ACCESS_ADMIN,
        *every("view", *SHARED_TEXTS),
        *every("add change", "wagtailredirects.redirect"),
        SEE_MISSED_SEARCHES,
    ),
    page_permissions=("wagtailcore.add_page",),
    file_permissions=every("add choose", *FILES),
)
# Their own work arrives with the requests that patients send; until then they look things up.
FRONT_DESK = Role(
    name="Front desk",
    permissions=(ACCESS_ADMIN, *every("view", *SHARED_TEXTS)),
)
MODERATORS = Role(
    name="Moderators",
    permissions=(
        ACCESS_ADMIN,
        MODERATE_COMMENTS,
        ANSWER_URGENT_COMMENTS,
        REPLY_AS_CLINIC,
        *every("view add change", "comments.phraserule"),
        *every("view", "comments.replytemplate", "comments.oncallshift"),
    ),
)
CLINICIANS = Role(
    name="Clinicians",
    permissions=(
        ACCESS_ADMIN,
        MODERATE_COMMENTS,
        ANSWER_URGENT_COMMENTS,
        RECORD_ADVERSE_EVENTS,
        REPLY_AS_CLINIC,
        APPROVE_REPLIES,
        *every("view", *COMMENT_LISTS),
    ),
)
ADMINISTRATORS = Role(
    name="Administrators",
    permissions=(
        ACCESS_ADMIN,
        MODERATE_COMMENTS,
        ANSWER_URGENT_COMMENTS,
        RECORD_ADVERSE_EVENTS,
        REPLY_AS_CLINIC,
        APPROVE_REPLIES,
        ERASE_COMMENTERS,
        SEE_BACKGROUND_WORK,
        *every("view add change delete", *SHARED_TEXTS, *COMMENT_LISTS),
        *every("view add change", CLAIM_RULES),
        *every("view add change delete", REGULATORY_STATEMENTS),
        OVERRIDE_CLAIMS,
        # To give it to others: signing also takes a place in the workflow's group and a credential.
        SIGN_OFF,
        SEE_REVIEWS,
        DECLARE_MINOR_EDIT,
        CHECK_MINOR_EDITS,
        PUBLISH_UNREVIEWED,
        EXPORT_COMPLIANCE,
        SEE_MISSED_SEARCHES,
        *TRUST,
        *every("add change delete", "wagtailredirects.redirect", "users.user"),
        *every(
            "change",
            "core.clinicsettings",
            "core.navigation",
            "comments.commentssettings",
            "review.reviewsettings",
            "review.trustsettings",
        ),
    ),
    page_permissions=every("add change publish bulk_delete lock unlock", "wagtailcore.page"),
    file_permissions=every("add change choose", *FILES),
)
ROLES = (
    CONTRIBUTORS,
    EDITORS,
    CLINICAL_REVIEWERS,
    COMPLIANCE,
    MARKETERS,
    MODERATORS,
    FRONT_DESK,
    CLINICIANS,
    ADMINISTRATORS,
)


@transaction.atomic
def sync_roles(roles: Iterable[Role] = ROLES) -> None:
    """Make the groups of the roles and give each exactly what it is declared to have. Other groups stay untouched.

    Wagtail's own groups of the same names lose what the roles do not grant: its Moderators may publish pages.
    """
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in roles:
        group, _created = Group.objects.get_or_create(name=role.name)
        group.permissions.set(permissions_named(role.permissions))
        if root_page:
            wanted = permissions_named(role.page_permissions)
            _sync_rows(GroupPagePermission, {"group": group, "page": root_page}, wanted)
        if root_collection:
            wanted = permissions_named(role.file_permissions)
            _sync_rows(GroupCollectionPermission, {"group": group, "collection": root_collection}, wanted)


def permissions_named(names: Iterable[str]) -> QuerySet[Permission]:
    """The permissions of these names, without those whose app is not installed."""
    query = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        query |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(query)


def _sync_rows(model, place: dict, wanted: QuerySet[Permission]) -> None:
    """Leave a group exactly the wanted permissions, at one place of the tree and nowhere else."""
    rows = model.objects.filter(**place, permission__in=wanted)
    model.objects.filter(group=place["group"]).exclude(pk__in=rows.values("pk")).delete()
    held = set(rows.values_list("permission_id", flat=True))
    model.objects.bulk_create(
        model(**place, permission=permission) for permission in wanted if permission.pk not in held
    )
