"""A public installation: HTTPS only, and every secret from the environment or the start is refused."""

from django.core.exceptions import ImproperlyConfigured

from clinicsite.core.sealing import fault_of_keys
from clinicsite.settings.base import *
from clinicsite.settings.logs import *
from clinicsite.settings.security import *
from clinicsite.settings.wagtail import *

SECRET_KEY = env.str("SECRET_KEY")
DATA_KEYS = [key.strip() for key in env.list("DATA_KEYS")]
if fault_of_keys(DATA_KEYS):
    raise ImproperlyConfigured(fault_of_keys(DATA_KEYS))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", default="smtp://localhost:25")
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
