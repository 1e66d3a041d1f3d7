"""What a video needs besides its address."""

import pytest
from django.core.files.base import ContentFile
from wagtail import blocks

from clinicsite.core.blocks.media import VideoBlock
from clinicsite.media.models import ClinicDocument

pytestmark = pytest.mark.django_db


def clean(**value):
    block = VideoBlock()
    return block.clean(block.to_python({"title": "A visit", "url": "https://vimeo.com/1", **value}))


def faults(**value) -> set[str]:
    with pytest.raises(blocks.StructBlockValidationError) as refused:
        clean(**value)
    return set(refused.value.block_errors)


def document(name) -> int:
    return ClinicDocument.objects.create(title="Captions", file=ContentFile(b"WEBVTT", name)).pk


def test_transcript_is_enough():
    assert clean(transcript="<p>A nurse speaks.</p>")


def test_captions_are_enough():
    assert clean(transcript="", captions=document("words.vtt"))


@pytest.mark.parametrize("transcript", ["", "<p></p>", "<p> </p>"])
def test_video_without_words_is_refused(transcript):
    assert faults(transcript=transcript) == {"transcript"}


def test_other_file_is_no_captions():
    assert faults(transcript="<p>Words.</p>", captions=document("words.pdf")) == {"captions"}


def test_draft_may_lack_both():
    block = VideoBlock()
    assert block.clean_deferred(block.to_python({"title": "A visit", "url": "https://vimeo.com/1", "transcript": ""}))
