"""Digests of the manifest and of the data that a task was prepared from."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.manifest.digests import observations_digest
from aivc.validators.split_facts.stated_content import digest_of_content

if TYPE_CHECKING:
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset


def manifest_digest(document: ManifestDocument) -> str:
    """Return the SHA-256 of what a manifest says: its header, and the bytes of its assignments.

    Comments, the order of keys and line breaks of the header do not count; what it says of the
    file of assignments does not either, because the bytes themselves do.
    """
    header = {key: value for key, value in (document.raw or {}).items() if key != "assignments"}
    text = json.dumps(header, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{text}\n{document.table_sha256}".encode()).hexdigest()


def dataset_digest(dataset: Dataset, observations: Observations) -> str:
    """Return the digest of the content of a dataset, as fingerprints and manifests state it.

    A table of records has no matrix, so that its columns and the names of its rows count instead.
    """
    found = digest_of_content(dataset)
    if found:
        return found
    digest = hashlib.sha256(observations_digest(observations.id_hashes).encode())
    order = np.argsort(observations.id_hashes, kind="stable")
    for table in dataset.tables:
        for name in sorted(column.name for column in table.obs.columns):
            column = observations.column(name)
            if column is not None:
                codes, labels = column
                told = [labels[code] if code >= 0 else None for code in codes[order].tolist()]
                digest.update(json.dumps([name, told], ensure_ascii=True).encode())
    return f"records1:{digest.hexdigest()[:32]}"
