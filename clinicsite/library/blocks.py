"""The story stream for pages that cite."""

from django.utils.translation import gettext_lazy as _

from clinicsite.core.blocks.story import StoryBlock
from clinicsite.library.citations import cited_ids, has_broken_citation, texts_shown_by
from clinicsite.library.models import Reference


class CitingStoryBlock(StoryBlock):
    """A story that cannot be published while a citation leads nowhere or to a retracted source."""

    def find_faults(self, value, errors):
        super().find_faults(value, errors)
        texts = {index: texts_shown_by(block) for index, block in enumerate(value)}
        ids = {reference_id for strings in texts.values() for text in strings for reference_id in cited_ids(text)}
        references = Reference.objects.in_bulk(list(ids))
        for index, strings in texts.items():
            label = value[index].block.label
            if any(has_broken_citation(text) for text in strings):
                errors[index].append(_("%(block)s: a citation names no reference. Choose it again.") % {"block": label})
            for reference_id in dict.fromkeys(number for text in strings for number in cited_ids(text)):
                reference = references.get(reference_id)
                if reference is None:
                    errors[index].append(
                        _("%(block)s: a cited reference is no longer in the library. Choose another.")
                        % {"block": label}
                    )
                elif reference.is_retracted:
                    errors[index].append(
                        _("%(block)s: “%(reference)s” has been retracted. Remove the citation and what rests on it.")
                        % {"block": label, "reference": reference.short_name}
                    )
