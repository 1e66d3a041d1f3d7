"""The moderation desk in the Wagtail admin: what waits, how it is listed, searched, shown and counted."""
