"""The verb ``export``: write a dataset and its card in the format of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.output_files import refuse_overwriting, writing_to

if TYPE_CHECKING:
    from aivc.reports.exported import Exported


def export(
    source: str | Path,
    to: str,
    *,
    output: str | Path,
    card: str | Path | None = None,
    force: bool = False,
) -> Exported:
    """Write a dataset in another format, whole or not at all.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of observations, with a card.
    to
        The format: ``cellxgene``, ``cellxgene-pre-analysis``, ``scperturb``, ``croissant``,
        ``ro-crate``, ``petab``, ``sdrf``, ``nonmem`` or ``huggingface``.
    output
        The file or folder to write.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    force
        Replace an output that is there already.

    Returns
    -------
    Exported
        Says what was written and what the format could not hold; prints as text.

    Raises
    ------
    UnknownAdapterError
        Nothing is exported to this format.
    IncompleteForTargetError
        The dataset lacks what the format demands; everything that is lacking is listed.
    ExportError
        There is no card, or the dataset cannot be written in this format.
    UnreadableInputError
        The dataset or its card cannot be read.
    OutputExistsError, OutputError
        The output is there already, or cannot be written.

    Examples
    --------
    >>> print(export("screen.h5ad", "scperturb", output="out.h5ad"))  # doctest: +SKIP
    """
    from aivc.adapters.exporting.registry import load_exporter
    from aivc.adapters.exporting.source import open_export_source
    from aivc.reports.exported import Exported

    exporter = load_exporter(to)
    target = exporter.placed(Path(output))
    with open_export_source(source, card) as opened:
        refuse_overwriting(target, (opened.path, opened.card_path), force=force)
        with writing_to(target):
            unheld = exporter.export(opened, target)
        used = str(opened.card_path)
    return Exported(str(source), used, str(target), exporter.name, exporter.title, unheld)
