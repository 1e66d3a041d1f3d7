"""Addresses of the comments app."""

urlpatterns = []
