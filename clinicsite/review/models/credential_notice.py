"""What people were told about the end of a credential."""

from django.db import models


class CredentialNotice(models.Model):
    """How a credential stood when its end was last told of. Beside the credential, which revisions write over."""

    credential = models.OneToOneField("people.Credential", on_delete=models.CASCADE, related_name="notice")
    told = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.credential_id}: {self.told}"
