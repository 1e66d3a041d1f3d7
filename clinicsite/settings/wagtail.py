"""Wagtail's own settings: what editors may upload, and nothing that calls another host."""

from zoneinfo import available_timezones

from clinicsite.settings.base import env

WAGTAIL_SITE_NAME = "Alder Quay"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
# Only names that browsers know too: the machine's own list also holds "localtime" and "Factory".
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(name for name in available_timezones() if "/" in name)]
WAGTAILIMAGES_IMAGE_MODEL = "media.ClinicImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.ClinicDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "clinicsite.media.forms.ClinicImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "txt", "vtt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
WAGTAILADMIN_COMMENTS_ENABLED = True
# Publishes through the gate of medical review.
WAGTAIL_FINISH_WORKFLOW_ACTION = "clinicsite.review.finishing.publish_if_ready"
WAGTAILEMBEDS_RESPONSIVE_HTML = True
