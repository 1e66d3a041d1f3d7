"""What an uploaded picture has to pass."""

from django.core.exceptions import ValidationError
from PIL import Image, ImageSequence
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """A picture that can be shown. Wagtail reads only a file's first bytes, and some broken ones make it crash."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                self.decode(file)
        except ValidationError:
            raise
        # Decoders answer broken bytes with errors of many kinds.
        except Exception as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return file

    def decode(self, file) -> None:
        """Unfold every frame once, unless all of them together are more pixels than one picture may have."""
        file.seek(0)
        with Image.open(file) as image:
            pixels = image.width * image.height * getattr(image, "n_frames", 1)
            if pixels > self.max_image_pixels:
                numbers = {"num_pixels": pixels, "max_pixels_count": self.max_image_pixels}
                raise ValidationError(
                    self.error_messages["file_too_many_pixels"] % numbers, code="file_too_many_pixels"
                )
            for frame in ImageSequence.Iterator(image):
                frame.load()
        file.seek(0)


class ClinicImageForm(BaseImageForm):
    """Wagtail's image form with the field above."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            wagtails = self.fields["file"]
            self.fields["file"] = WholeImageField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget, max_length=wagtails.max_length
            )
