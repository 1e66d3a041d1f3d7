"""Files that an editor sends and the site refuses, each with its field named, and the honest ones it keeps."""

import io
import json
import struct
import zlib

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Collection

from clinicsite.media.models import ClinicDocument, ClinicImage
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def editor(client, home):
    """A client that is signed in as an editor."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def picture(file_format="PNG", size=(40, 30), **options) -> bytes:
    """An honest picture with enough noise that half of its file is not a whole picture."""
    image = Picture.effect_noise(size, 80).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_that_claims(width: int, height: int, content: bytes = b"\0") -> bytes:
    """A gray PNG of width by height pixels, whatever its content unfolds into."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(content)
    return PNG_SIGNATURE + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def gif_of_many_frames(count: int, size) -> bytes:
    frames = [Picture.new("L", size) for _ in range(count)]
    for position, frame in enumerate(frames):
        frame.putpixel((position, 0), 255)
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


def send(client, address, name, content):
    form = {
        "title": "Sent",
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile(name, content),
    }
    return client.post(reverse(address), form)


def send_image(client, name, content):
    return send(client, "wagtailimages:add", name, content)


def refusal_of_image(client, name, content) -> list[str]:
    """What the form says beside the file field, after nothing has been kept."""
    response = send_image(client, name, content)
    assert response.status_code == 200
    assert not ClinicImage.objects.exists()
    return list(response.context["form"].errors["file"])


def refusal_of_document(client, name, content) -> list[str]:
    response = send(client, "wagtaildocs:add", name, content)
    assert response.status_code == 200
    assert not ClinicDocument.objects.exists()
    return list(response.context["form"].errors["file"])


@pytest.mark.parametrize(
    ("name", "file_format"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("A.JPEG", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP"), ("a.avif", "AVIF")],
)
def test_honest_picture_is_kept(editor, name, file_format):
    send_image(editor, name, picture(file_format))
    assert ClinicImage.objects.get().width == 40


def test_moving_picture_is_kept(editor):
    send_image(editor, "a.gif", gif_of_many_frames(3, (20, 20)))
    assert ClinicImage.objects.exists()


def test_moving_picture_whose_last_frame_is_broken_is_refused(editor):
    whole = gif_of_many_frames(3, (400, 400))
    assert refusal_of_image(editor, "a.gif", whole[:-20])


def test_svg_with_script_is_refused(editor):
    (message,) = refusal_of_image(editor, "drawing.svg", SVG)
    assert message.startswith("Not a supported image format.")


@pytest.mark.parametrize("name", ["drawing.png", "drawing.jpg"])
def test_svg_under_another_name_is_refused(editor, name):
    assert refusal_of_image(editor, name, SVG)


@pytest.mark.parametrize("name", ["page.png", "page.html", "page.jpg"])
def test_web_page_is_refused(editor, name):
    assert refusal_of_image(editor, name, HTML)


@pytest.mark.parametrize(
    ("name", "file_format"),
    [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.gif", "WEBP"), ("a.png", "TIFF"), ("a.jpg", "BMP")],
)
def test_name_that_does_not_fit_the_contents_is_refused(editor, name, file_format):
    assert refusal_of_image(editor, name, picture(file_format))


@pytest.mark.parametrize("name", ["a.bmp", "a.tiff", "a.exe", "a", "a.png.php"])
def test_kind_that_the_site_does_not_show_is_refused(editor, name):
    assert refusal_of_image(editor, name, picture("PNG"))


def test_empty_file_is_refused(editor):
    assert refusal_of_image(editor, "a.png", b"")


@pytest.mark.parametrize(
    "content", [PNG_SIGNATURE, PNG_SIGNATURE + b"\0" * 200, b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "]
)
def test_signature_without_a_picture_is_refused(editor, content):
    extension = {b"\x89": "png", b"\xff": "jpg", b"G": "gif", b"R": "webp"}[content[:1]]
    assert refusal_of_image(editor, f"a.{extension}", content)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_half_a_picture_is_refused(editor, file_format):
    whole = picture(file_format, size=(120, 90))
    name = f"a.{'jpg' if file_format == 'JPEG' else file_format.lower()}"
    assert refusal_of_image(editor, name, whole[: len(whole) // 2])


def test_bomb_that_unfolds_into_too_many_pixels_is_refused(editor):
    bomb = png_that_claims(7_000, 7_000, bytes(7_001 * 7_000))
    assert len(bomb) < 60_000
    (message,) = refusal_of_image(editor, "bomb.png", bomb)
    assert message == "This file has too many pixels (49000000). Maximum pixels 40000000."


@pytest.mark.parametrize("side", [7_000, 30_000, 2_000_000_000])
def test_picture_that_claims_more_pixels_than_it_has_is_refused(editor, side):
    assert refusal_of_image(editor, "bomb.png", png_that_claims(side, side))


def test_moving_picture_of_too_many_pixels_is_refused(editor):
    (message,) = refusal_of_image(editor, "bomb.gif", gif_of_many_frames(41, (1000, 1000)))
    assert "too many pixels (41000000)" in message


def test_long_and_narrow_bomb_is_refused(editor):
    assert refusal_of_image(editor, "bomb.png", png_that_claims(1, 50_000_000))


@override_settings(WAGTAILIMAGES_MAX_UPLOAD_SIZE=500)
def test_file_that_is_too_big_is_refused(editor):
    (message,) = refusal_of_image(editor, "a.png", picture(size=(200, 200)))
    assert "too big" in message


def test_refused_file_leaves_the_title_in_the_form(editor):
    response = send_image(editor, "drawing.svg", SVG)
    assert response.context["form"]["title"].value() == "Sent"


def test_chooser_refuses_with_its_field_named(editor):
    form = {
        "image-chooser-upload-title": "Sent",
        "image-chooser-upload-collection": Collection.get_first_root_node().pk,
        "image-chooser-upload-file": SimpleUploadedFile("drawing.svg", SVG),
    }
    answer = json.loads(editor.post(reverse("wagtailimages_chooser:create"), form).content)
    assert answer["step"] == "reshow_creation_form"
    assert "SVG" in answer["htmlFragment"].upper()


@pytest.mark.parametrize(
    ("name", "content"),
    [("drawing.svg", SVG), ("half.png", picture(size=(120, 90))[:9000]), ("bomb.png", png_that_claims(30_000, 30_000))],
)
def test_many_files_at_once_are_refused_one_by_one(editor, name, content):
    answer = editor.post(
        reverse("wagtailimages:add_multiple"), {"title": name, "files[]": SimpleUploadedFile(name, content)}
    ).json()
    assert not answer["success"]
    assert answer["error_message"]
    assert not ClinicImage.objects.exists()


def test_broken_file_does_not_replace_a_picture(editor):
    send_image(editor, "a.png", picture())
    image = ClinicImage.objects.get()
    form = {"title": "Sent", "collection": image.collection_id, "file": SimpleUploadedFile("b.png", picture()[:600])}
    response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), form)
    assert "file" in response.context["form"].errors
    image.refresh_from_db()
    assert image.width == 40


def test_title_is_changed_without_sending_the_picture_again(editor):
    send_image(editor, "a.png", picture())
    image = ClinicImage.objects.get()
    editor.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "New title", "collection": image.collection_id}
    )
    image.refresh_from_db()
    assert image.title == "New title"


def test_honest_document_is_kept(editor):
    send(editor, "wagtaildocs:add", "leaflet.pdf", PDF)
    assert ClinicDocument.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "run.exe", "leaflet.pdf.js", "leaflet", "archive.zip"])
def test_document_of_another_kind_is_refused(editor, name):
    assert refusal_of_document(editor, name, PDF)


def test_empty_document_is_refused(editor):
    assert refusal_of_document(editor, "leaflet.pdf", b"")
