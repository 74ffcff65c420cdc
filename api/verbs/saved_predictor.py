"""A fitted predictor as files of a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from aivc.evaluation.errors import PredictionError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.files.run_folder import Run
    from aivc.evaluation.predictor import Predictor

ARRAYS, DOCUMENT = "predictor.npz", "predictor.json"


def save_predictor(predictor: Predictor, folder: Path) -> bool:
    """Write what a predictor learnt; False where it cannot be taken apart."""
    import numpy as np

    from aivc.storage.atomic import replacing, write_text

    if not hasattr(predictor, "state") or not hasattr(predictor, "restore"):
        return False
    state = predictor.state()
    with replacing(folder / ARRAYS) as temporary, temporary.open("wb") as opened:
        np.savez(opened, **state.arrays)
    text = json.dumps(state.document, indent=2, ensure_ascii=False, allow_nan=False)
    write_text(folder / DOCUMENT, text + "\n")
    return True


def fitted_predictor(run: Run) -> Predictor:
    """Return the predictor of a run as it was fitted; one that was not saved is fitted again.

    Raises
    ------
    UnknownPredictorError
        There is none of this name any more.
    PredictionError
        What was saved cannot be read.
    """
    from aivc.reference_models.predictors.fitting.saved import Saved
    from aivc.reference_models.registry import load_predictor

    predictor: Any = load_predictor(run.header.predictor)
    if not (run.folder / DOCUMENT).is_file():
        fitted: Predictor = predictor.fit(run.view, seed=run.header.seed)
        return fitted
    document, arrays = _read(run.folder)
    try:
        restored: Predictor = predictor.restore(Saved(arrays, document))
    except (KeyError, TypeError, ValueError) as error:
        msg = (
            f"{run.folder / DOCUMENT} was written by another version of {run.header.predictor} "
            f"({type(error).__name__}: {error}); run `aivc fit` again"
        )
        raise PredictionError(msg) from error
    return restored


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    import numpy as np

    from aivc.storage.limits import MAX_ARRAY_BYTES

    try:
        with ZipFile(folder / ARRAYS) as archive:
            n_bytes = sum(entry.file_size for entry in archive.infolist())
        if n_bytes > MAX_ARRAY_BYTES:
            msg = f"{folder / ARRAYS} holds {n_bytes:,} bytes, more than is read at once"
            raise PredictionError(msg)
        with np.load(folder / ARRAYS, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        document = json.loads((folder / DOCUMENT).read_text("utf-8"))
    except (OSError, ValueError, BadZipFile) as error:
        msg = f"the predictor in {folder} cannot be read ({error}); run `aivc fit` again"
        raise PredictionError(msg) from error
    return document, arrays
