"""Every size of a picture that a public page may ask for, made before the first reader does."""

from wagtail.images.models import Filter

from clinicsite.media.models import ClinicImage

# One line for each way templates show a picture; a test compares them with the templates.
PICTURE_SPECS = (
    "format-{avif,jpeg} width-{480,800,1200,1600}",
    "format-{avif,jpeg} fill-{320x320,640x640}",
    "format-{avif,jpeg} fill-{46x46,92x92}",
)


def rendition_specs() -> list[str]:
    """The single sizes and formats that the specs stand for."""
    return [spec for specs in PICTURE_SPECS for spec in Filter.expand_spec(specs.split())]


def make_renditions(image: ClinicImage) -> None:
    """Make the copies of a picture that are missing, so that a reader's request never writes."""
    image.get_renditions(*rendition_specs())
