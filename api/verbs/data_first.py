"""What was named in the place of data or predictions: a manifest, a run, predictions, data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from aivc.storage.model import Dataset

MANIFEST_SUFFIXES = (".yaml", ".yml")


def refuse_other_inputs(source: str | Path) -> None:
    """Refuse a manifest or a run in the place of the data, by their names.

    Raises
    ------
    SettingsError
        It is one of them; the message says where it belongs.
    """
    from aivc.evaluation.files.run_folder import RUN

    path = Path(source)
    if path.suffix.lower() in MANIFEST_SUFFIXES and path.is_file():
        message = f"{path} is no data. Name the data first; a manifest is given with --manifest."
        raise SettingsError(message)
    if (path / RUN).is_file():
        message = f"{path} is a folder of `aivc fit`. Name the data that it was made from first."
        raise SettingsError(message)


def refuse_predictions(dataset: Dataset) -> None:
    """Refuse predictions in the place of the data.

    Raises
    ------
    SettingsError
        The file says that it holds predictions.
    """
    from aivc.evaluation.files.prediction_file import ENTRY

    if any(ENTRY in table.uns_keys for table in dataset.tables):
        message = f"{dataset.path} holds predictions. Name the data first, and predictions after."
        raise SettingsError(message)


def refuse_run(path: Path) -> None:
    """Refuse a run in the place of the predictions in it.

    Raises
    ------
    SettingsError
        It is one; the message names the predictions.
    """
    from aivc.evaluation.files.run_folder import PREDICTION, RUN

    if (path / RUN).is_file():
        message = f"{path} is a folder of `aivc fit`. Name the predictions: {path / PREDICTION}"
        raise SettingsError(message)
