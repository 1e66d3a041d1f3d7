"""Screens of the library beyond those that Wagtail makes."""
