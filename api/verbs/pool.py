"""The verb ``pool``: one report over the folds of a split."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.evaluation.evaluated import Evaluated


def pool(reports: Sequence[str | Path], *, seed: int = 0) -> Evaluated:
    """Put reports of all folds of a split together, so that all their units count.

    A fold has few units, and so is no evidence alone. Everything is computed anew from the scores
    of units, in the same way as for one fold; what is relative to a fold stays so, and the notes
    of the report say it.

    Parameters
    ----------
    reports
        Reports of ``aivc evaluate`` as JSON, one for each fold, of the same predictor.
    seed
        Of the bootstrap and of sign flips.

    Returns
    -------
    Evaluated
        The report. Folds that are missing are called out in it.

    Raises
    ------
    UnreadableInputError
        A file cannot be read, or is no JSON.
    PoolingError
        They differ in predictor, data, task, metrics, readouts or split, a fold is there twice, or
        a unit is tested in two of them.

    Examples
    --------
    >>> whole = pool(["fold-1.json", "fold-2.json"])  # doctest: +SKIP
    >>> whole.view.unit_counts.n_asked  # doctest: +SKIP
    84
    """
    from aivc.evaluation.errors import PoolingError
    from aivc.evaluation.pooling.pool import pool as pooled
    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.verbs.checked_report import checked_report
    from aivc.verbs.report_file import read_report

    paths = [Path(path) for path in ([reports] if isinstance(reports, str | Path) else reports)]
    documents = []
    for path in paths:
        document = read_report(path)
        outcome = checked_report(document, path=path, profile="minimal")
        if outcome.failing:
            finding = outcome.failing[0]
            msg = (
                f"{path} is not pooled ({finding.code} at {finding.location}): {finding.message} "
                f"{finding.fix}"
            )
            raise PoolingError(msg)
        documents.append(document)
    document = pooled(documents, [str(path) for path in paths], seed=seed)
    return Evaluated(f"{len(paths)} folds", document, (checked_report(document),))
