"""Which corpora a manifest or a command names, and where their fingerprints are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aivc.schema.generated.views import Corpus, SplitManifest

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class NamedCorpus:
    """A corpus by name and file.

    ``pointer`` is where the manifest names it, empty where a command does. ``problem`` says why its
    file cannot be used; empty where nothing speaks against it.
    """

    corpus_id: str
    path: Path
    pointer: str = ""
    may_overlap: bool = False
    problem: str = ""


def named_corpora(
    manifest: SplitManifest, folder: Path, given: Iterable[Path] = ()
) -> tuple[NamedCorpus, ...]:
    """Return the corpora of a manifest, then those that were given.

    Parameters
    ----------
    manifest
        The header.
    folder
        Where it lies; files that it names are looked for there or below.
    given
        Fingerprints or data.
    """
    return (*_of_manifest(manifest, folder), *(NamedCorpus(str(path), path) for path in given))


def _of_manifest(manifest: SplitManifest, folder: Path) -> Iterator[NamedCorpus]:
    for corpus in manifest.corpora:
        named = corpus.fingerprint_file.path if corpus.fingerprint_file is not None else None
        if named:
            path = folder / named
            yield NamedCorpus(
                corpus.corpus_id or named,
                path,
                corpus.pointer,
                bool(corpus.may_overlap),
                _problem(corpus, path, folder),
            )


def _problem(corpus: Corpus, path: Path, folder: Path) -> str:
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return "it does not lie beside the manifest or below"
        if not path.exists():
            return "there is no such file beside the manifest"
        stated = corpus.fingerprint_file.sha256 if corpus.fingerprint_file is not None else None
        if stated and path.is_file() and _sha256(path) != stated.removeprefix("sha256:"):
            return "its digest is not the one that the manifest states: it was changed or replaced"
    except (OSError, ValueError) as error:
        return f"it cannot be read: {error}"
    return ""


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
