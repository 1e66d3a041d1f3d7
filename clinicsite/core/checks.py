"""House rules that a program can check before the site starts."""

from django.conf import settings
from django.core.checks import Error, register

from clinicsite.core.sealing import fault_of_keys


@register()
def check_data_keys(app_configs, **kwargs) -> list[Error]:
    """Without good keys, personal details can be neither stored nor read."""
    fault = fault_of_keys(getattr(settings, "DATA_KEYS", []))
    return [Error(fault, id="core.E001")] if fault else []
