"""The clinic's own pages."""

from clinicsite.clinic.models.home_page import HomePage
from clinicsite.clinic.models.standard_page import StandardPage

__all__ = ["HomePage", "StandardPage"]
