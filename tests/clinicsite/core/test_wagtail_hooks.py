"""The clinic's own parts of the admin: icons, style sheet, marks and names."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail import blocks, hooks
from wagtail.admin.icons import get_icons
from wagtail.snippets.models import get_snippet_models

from clinicsite.clinic.blocks import HomeStoryBlock
from clinicsite.core.blocks.navigation import LinkBlock, MenusStreamBlock
from clinicsite.core.blocks.settings import UrgentHelpStreamBlock
from clinicsite.core.models import ClinicSettings
from clinicsite.core.panels import RowsPanel, StartLink
from clinicsite.core.wagtail_hooks import OWN_ICONS
from clinicsite.library.blocks import CitingStoryBlock

ROOTS = [CitingStoryBlock(), HomeStoryBlock(), MenusStreamBlock(), UrgentHelpStreamBlock(), LinkBlock()]


def registered_icons() -> set[str]:
    return set(re.findall(r'id="icon-([a-z0-9-]+)"', get_icons()))


def blocks_below(block):
    """A block and everything inside it."""
    yield block
    children = list(getattr(block, "child_blocks", {}).values())
    if isinstance(block, blocks.ListBlock):
        children.append(block.child_block)
    for child in children:
        yield from blocks_below(child)


def all_subclasses(model):
    for subclass in model.__subclasses__():
        yield subclass
        yield from all_subclasses(subclass)


def test_every_icon_of_a_block_is_registered():
    used = {block.meta.icon for root in ROOTS for block in blocks_below(root) if block.meta.icon}
    assert used - registered_icons() == set()


def test_every_icon_of_a_shared_text_is_registered():
    used = {model.snippet_viewset.icon for model in get_snippet_models()}
    assert used - registered_icons() == set()


@pytest.mark.parametrize("menu", ["register_admin_menu_item", "register_settings_menu_item"])
def test_every_icon_of_a_menu_is_registered(menu, db):
    used = {item.icon_name for offer in hooks.get_hooks(menu) if (item := offer()) and item.icon_name}
    assert used - registered_icons() == set()


def test_every_icon_of_the_dashboard_is_registered():
    used = {panel.icon for panel in all_subclasses(RowsPanel)} | {StartLink(label="", url="").icon}
    assert used - registered_icons() == set()


@pytest.mark.parametrize("name", OWN_ICONS)
def test_own_icon_follows_the_convention(name):
    svg = render_to_string(f"wagtailadmin/icons/{name}.svg")
    assert f'<svg id="icon-{name}"' in svg
    assert 'viewBox="0 0 16 16"' in svg
    assert "fill=" not in svg


@pytest.mark.parametrize("address", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_door_carries_the_clinics_mark_and_style(client, home, address):
    html = client.get(reverse(address)).content.decode()
    assert "css/admin.css" in html
    assert "icons/mark.svg" in html


def test_login_carries_the_clinics_name(client, home):
    ClinicSettings.objects.create(site=home.get_site(), short_name="Fenwick House", name="Fenwick House Clinic")
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Fenwick House" in html
    assert "Sign in to Wagtail" not in html


def test_menu_carries_the_clinics_mark_and_name(admin_client, home):
    html = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    brand = html[html.index("data-wagtail-sidebar-branding-logo") :].split("</template>")[0]
    assert "clinic-brand__mark" in brand
    assert "Alder Quay" in brand


def test_title_of_the_window_names_the_clinic(admin_client, home):
    assert "- Alder Quay</title>" in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_missing_address_carries_the_clinics_mark(admin_client, home):
    response = admin_client.get("/admin/nothing-here/")
    assert response.status_code == 404
    assert "clinic-brand__mark" in response.content.decode()


def test_userbar_carries_the_clinics_mark(admin_client, home):
    html = admin_client.get(home.url).content.decode()
    assert "clinic-brand__mark" in html[html.index("wagtail-userbar-template") :]


def test_help_menu_leaves_release_notes_out(admin_client, home):
    assert "whats-new-in-wagtail" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()
