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
    ),
    page_permissions=every("add change publish", "wagtailcore.page"),
    file_permissions=every("add change choose", *FILES),
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
        *every("add change delete", "wagtailredirects.redirect", "users.user"),
        *every("change", "core.clinicsettings", "core.navigation", "comments.commentssettings"),
    ),
    page_permissions=every("add change publish bulk_delete lock unlock", "wagtailcore.page"),
    file_permissions=every("add change choose", *FILES),
)
ROLES = (CONTRIBUTORS, EDITORS, MODERATORS, CLINICIANS, ADMINISTRATORS)


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
