"""The digest of the content, where a manifest states one to compare it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.validators.facts.progress import Progress
from aivc.validators.fingerprints.content_digest import VERSION, content_digest
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES
from aivc.validators.fingerprints.source_matrix import source_matrix

if TYPE_CHECKING:
    from aivc.schema.generated.views import SplitManifest
    from aivc.storage.model import Dataset


def stated_content(dataset: Dataset, manifest: SplitManifest) -> str:
    """Return the digest of what a manifest says that it divides; empty where it says nothing.

    Reading every value again is worth it only where there is something to compare. Empty, too,
    where a matrix cannot be read, which rules about matrices report, or where there is none.
    """
    divided = manifest.split_of
    stated = (divided.content_digest if divided is not None else None) or ""
    return digest_of_content(dataset) if stated.startswith(f"{VERSION}:") else ""


def digest_of_content(dataset: Dataset) -> str:
    """Return the digest that :func:`aivc.fingerprint` gives; empty where it gives none."""
    tables = [table for table in dataset.tables if source_matrix(table) is not None]
    if not tables:
        return ""
    try:
        return content_digest(tables, Progress(None), BLOCK_BYTES)
    except UnreadableInputError:
        return ""
