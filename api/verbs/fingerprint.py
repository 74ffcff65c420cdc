"""The verb ``fingerprint``: hash a dataset, so that it can be recognised without being shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.reports.fingerprint_summary import FingerprintSummary
    from aivc.validators.fingerprints.fingerprint import Fingerprint


class OutputError(AivcError, ValueError):
    """A result cannot be written where it was asked for."""


def fingerprint(
    source: str | Path,
    output: str | Path | None = None,
    *,
    key_file: str | Path | None = None,
    keep_all: bool = False,
    progress: Callable[[float, str], None] | None = None,
) -> FingerprintSummary:
    """Write the fingerprint of a dataset: a content digest, hashes of rows, and sketches.

    The digest does not depend on the container, compression, layout, type of numbers, or the order
    of rows and features. Gene symbols and versioned ids become stable ids before rows are hashed,
    so a renamed copy is recognised.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    output
        The file to write; ``NAME.fingerprint`` beside the data where it is None.
    key_file
        File with a shared secret. Only those who have it can compare the fingerprint.
    keep_all
        Keep hashes and sketches of all rows (about 144 bytes each). Otherwise a table gives at
        most 131,072 hashes of each kind and 16,384 sketches, four MiB in all, and overlaps are
        estimated.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.

    Returns
    -------
    FingerprintSummary
        Prints as the text of ``aivc fingerprint``, which says what the file reveals.

    Raises
    ------
    UnreadableInputError
        The input cannot be read, or holds no matrix.
    KeyFileError
        The key file cannot be used.
    OutputError
        The output is the input, or cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     made = fingerprint(write_specimen(specimen(), Path(folder)))
    >>> made.content_digest[:6], made.tables[0].n_rows
    ('aivc1:', 48)
    """
    from aivc.storage import open_dataset
    from aivc.validators.fingerprints.fingerprint_file import SUFFIX, write_fingerprint
    from aivc.validators.fingerprints.fingerprint_table import EVERYTHING, USUAL
    from aivc.validators.fingerprints.make_fingerprint import make_fingerprint
    from aivc.validators.fingerprints.secret import Secret

    data = Path(source)
    target = Path(output) if output is not None else _beside(data, SUFFIX)
    if target.resolve() == data.resolve() or target.is_dir():
        message = f"{target} is the data or a folder; name another file for the fingerprint"
        raise OutputError(message)
    secret = Secret.from_file(Path(key_file)) if key_file is not None else None
    with open_dataset(data) as dataset:
        made = make_fingerprint(
            dataset,
            secret=secret,
            kept=EVERYTHING if keep_all else USUAL,
            progress=progress,
        )
    try:
        size = write_fingerprint(made, target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}"
        raise OutputError(message) from error
    return _summary(str(source), str(target), size, made)


def _beside(data: Path, suffix: str) -> Path:
    return data.with_name(data.name.rsplit(".", 1)[0] + suffix)


def _summary(source: str, target: str, size: int, made: Fingerprint) -> FingerprintSummary:
    from aivc.reports.fingerprint_summary import FingerprintedTable, FingerprintSummary
    from aivc.validators.fingerprints.revealed import revealed_by

    tables = tuple(
        FingerprintedTable(
            table.name,
            table.matrix,
            table.n_rows,
            table.n_features,
            table.contents.n_rows,
            table.contents.scale,
            table.sketch_scale,
            table.vocabulary,
        )
        for table in made.tables
    )
    return FingerprintSummary(
        source, target, size, made.content_digest, made.is_keyed, tables, revealed_by(made)
    )
