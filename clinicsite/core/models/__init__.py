"""Models every other app may build on."""

from clinicsite.core.models.base_page import BasePage
from clinicsite.core.models.clinic_settings import ClinicSettings
from clinicsite.core.models.daily_salt import DailySalt
from clinicsite.core.models.disclaimer import Disclaimer
from clinicsite.core.models.navigation import Navigation

__all__ = ["BasePage", "ClinicSettings", "DailySalt", "Disclaimer", "Navigation"]
