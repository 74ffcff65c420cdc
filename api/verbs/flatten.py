"""The verb ``flatten``: convenience columns of each observation, derived from the card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.output_files import refuse_overwriting, writing_to

if TYPE_CHECKING:
    from aivc.reports.exported import Exported


def flatten(
    source: str | Path,
    *,
    output: str | Path,
    card: str | Path | None = None,
    force: bool = False,
) -> Exported:
    """Write a table of one row per observation with what was done to it.

    Columns: ``observation_id``, ``sample_id``, ``condition_id``, ``pert_agent``, ``pert_type``,
    ``n_perts``, ``pert_dose`` (text with units), ``pert_dose_uM`` (of single agents with a molar
    dose), ``pert_time_h``, ``is_control``, ``control_kind``. Agents of a combination and their
    doses are joined by ``+``. A schedule is not flattened; that it is one is said.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of observations, with a card.
    output
        The table, ``.parquet``, ``.csv`` or ``.tsv``.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    force
        Replace an output that is there already.

    Returns
    -------
    Exported
        Says what was written and what flat columns cannot hold; prints as text.

    Raises
    ------
    ExportError
        There is no card, the card does not tell the conditions of rows, or the name of the output
        has another ending.
    UnreadableInputError
        The dataset or its card cannot be read.
    OutputExistsError, OutputError
        The output is there already, or cannot be written.

    Examples
    --------
    >>> print(flatten("screen.h5ad", output="screen.flat.parquet"))  # doctest: +SKIP
    """
    from aivc.adapters.exporting.flat.table import TITLE, write_flat_table
    from aivc.adapters.exporting.source import open_export_source
    from aivc.reports.exported import Exported

    target = Path(output)
    with open_export_source(source, card) as opened:
        refuse_overwriting(target, (opened.path, opened.card_path), force=force)
        with writing_to(target):
            unheld = write_flat_table(opened, target)
        used = str(opened.card_path)
    return Exported(str(source), used, str(target), "flat", TITLE, tuple(sorted(unheld)))
