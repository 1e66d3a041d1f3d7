import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image

from clinicsite.media.models import ClinicImage
from clinicsite.media.renditions import PICTURE_SPECS, rendition_specs

PICTURE_TAG = re.compile(r"{% (?:picture|image|srcset_image) \S+ ((?:[\w-]+-[\w{},-]+ ?)+)")


def picture_file() -> ImageFile:
    file = BytesIO()
    Image.new("RGB", (1700, 1000), (20, 90, 80)).save(file, "JPEG")
    file.seek(0)
    return ImageFile(file, name="picture.jpg")


def test_templates_ask_for_no_size_that_is_not_made_beforehand():
    folder = Path(settings.BASE_DIR, "templates")
    of_readers = {
        path for path in folder.rglob("*.html") if not path.relative_to(folder).parts[0].startswith("wagtail")
    }
    asked = {spec.strip() for path in of_readers for spec in PICTURE_TAG.findall(path.read_text())}
    assert asked == set(PICTURE_SPECS)


@pytest.mark.django_db
def test_saving_a_picture_makes_every_size(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = ClinicImage.objects.create(title="A picture", file=picture_file())
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(rendition_specs())


@pytest.mark.django_db
def test_a_picture_whose_file_is_gone_does_not_break_its_saving(django_capture_on_commit_callbacks):
    image = ClinicImage.objects.create(title="A picture", file=picture_file())
    image.file.storage.delete(image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        image.title = "Renamed"
        image.save()
    assert ClinicImage.objects.get(pk=image.pk).title == "Renamed"
