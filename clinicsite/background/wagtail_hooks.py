from wagtail import hooks

from clinicsite.background.views import background_addresses, background_menu_item

hooks.register("register_admin_urls", background_addresses)
hooks.register("register_reports_menu_item", background_menu_item)
