"""The verb ``overlap``: how many rows two datasets have in common, by what they hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.reports.overlap_summary import Contained, OverlapSummary, TablesCompared
    from aivc.validators.fingerprints.overlap import Containment, TableOverlap


def overlap(
    left: str | Path,
    right: str | Path,
    *,
    key_file: str | Path | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> OverlapSummary:
    """Say how many rows of each of two inputs the other one holds.

    Names of rows play no part. Rows that hold too little to be told from others are left out.

    Parameters
    ----------
    left, right
        Datasets (h5ad, h5mu, zarr) or fingerprints.
    key_file
        File with the shared secret of a keyed fingerprint, where the other input is data.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.

    Returns
    -------
    OverlapSummary
        Prints as the text of ``aivc overlap``: containment both ways, with 95 % bounds where a
        fingerprint holds a sample of the rows.

    Raises
    ------
    UnreadableInputError
        An input cannot be read.
    NotComparableError
        A key is missing or another one, or the inputs share too few features.
    KeyFileError
        The key file cannot be used.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     data = write_specimen(specimen(), Path(folder))
    ...     found = overlap(data, data)
    >>> found.tables[0].exact[0].share
    1.0
    """
    from aivc.reports.overlap_summary import OverlapSummary
    from aivc.validators.fingerprints.overlap_inputs import overlap_of
    from aivc.validators.fingerprints.revealed import revealed_by
    from aivc.validators.fingerprints.secret import Secret

    secret = Secret.from_file(Path(key_file)) if key_file is not None else None
    found = overlap_of(Path(left), Path(right), secret=secret, progress=progress)
    sentences = (sentence for made in found.fingerprints for sentence in revealed_by(made))
    return OverlapSummary(
        str(left),
        str(right),
        found.is_same_content,
        tuple(map(_compared, found.tables)),
        tuple(dict.fromkeys(sentences)),
    )


def _compared(table: TableOverlap) -> TablesCompared:
    from aivc.reports.overlap_summary import TablesCompared

    near = table.near
    return TablesCompared(
        table.left,
        table.right,
        table.n_shared_features,
        table.n_left_features,
        table.n_right_features,
        (_contained(table.left_exact), _contained(table.right_exact)),
        (_contained(table.left_support), _contained(table.right_support)),
        (
            _contained(near.left) if near.left is not None else None,
            _contained(near.right) if near.right is not None else None,
        ),
        near.problem,
    )


def _contained(found: Containment) -> Contained:
    from aivc.reports.overlap_summary import Contained

    return Contained(
        found.n_compared, found.n_found, found.n_rows, found.share, found.low, found.high
    )
