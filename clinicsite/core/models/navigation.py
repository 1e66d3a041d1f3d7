"""Menus that editors change without a developer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from clinicsite.core.blocks.navigation import MenusStreamBlock


@register_setting(icon="list-ul", order=110)
class Navigation(BaseSiteSetting):
    """One row a site: the main menu, its button, and the link lists in the footer.

    All menus are one stream, so that drawing them costs one query for the settings and one for the pages.
    """

    menus = StreamField(
        MenusStreamBlock(),
        blank=True,
        verbose_name=_("menus"),
        help_text=_("At most six items in the main menu, nouns, one level."),
    )

    panels = [FieldPanel("menus")]

    class Meta:
        verbose_name = _("menus")

    @property
    def main_menu(self):
        """The main menu's value, or None."""
        return self._first("main_menu")

    @property
    def footer_groups(self) -> list:
        """The footer's link lists in order."""
        return [block.value for block in self.menus if block.block_type == "footer_group"]

    def _first(self, block_type):
        return next((block.value for block in self.menus if block.block_type == block_type), None)
