"""Say of a source that no reader takes what it is, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def known_refusal(source: Path) -> str | None:
    """Return one sentence about a source that is no data, or that cannot be read.

    Nothing is unpacked to disk and nothing in the source is run; a bounded part of it is looked at.

    Parameters
    ----------
    source
        A file or folder that no reader is sure of.

    Returns
    -------
    str or None
        What it is and what to do next; None where it is of no known kind.

    Examples
    --------
    >>> from pathlib import Path
    >>> known_refusal(Path("reads_R1.fastq.gz"))  # doctest: +SKIP
    'reads_R1.fastq.gz holds sequencing reads (FASTQ); align and count them first ...'
    """
    from aivc.adapters.refusing.files import refused_file
    from aivc.adapters.refusing.folders import refused_folder

    if source.is_dir():
        return refused_folder(source)
    if not source.is_file():
        return None
    refusal = refused_file(source)
    return None if refusal is None else f"{source} {refusal.what}; {refusal.instead}"
