"""The search page's address."""

from django.urls import path

from clinicsite.search.views import search

urlpatterns = [path("", search, name="search")]
