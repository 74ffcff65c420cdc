"""Ask a predictor in a process of its own, in which text is hashed in another way.

Run as a module with the arguments PLACE KIND NAME PAIRS OUTPUT.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.errors import CannotLookError, NoAnswerError
from aivc.reference_models.conformance.settings.settings import settings_of
from aivc.reference_models.errors import UnknownPredictorError
from aivc.reference_models.registry import load_predictor

if TYPE_CHECKING:
    from aivc.reference_models.conformance.setting import Setting

MODULE = "aivc.reference_models.conformance.subjects.elsewhere"
SECONDS = 600.0
CANNOT_LOAD = 3


def ask_elsewhere(place: str, setting: Setting, *, hash_seed: int) -> Prediction:
    """Ask a predictor in another process.

    Parameters
    ----------
    place
        Name of the predictor, or ``module:attribute``.
    setting
        What it is asked; one of those that are shipped.
    hash_seed
        Value of ``PYTHONHASHSEED``.

    Raises
    ------
    CannotLookError
        The other process cannot load it.
    NoAnswerError
        It gives no answer there.
    """
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(hash_seed),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    with TemporaryDirectory(prefix="aivc-laws-") as folder:
        output = Path(folder) / "answer.npz"
        pairs = str(int(setting.with_pairs))
        words = [place, setting.kind.value, setting.name, pairs, str(output)]
        try:
            done = subprocess.run(  # noqa: S603 - this program, with arguments of its own
                [sys.executable, "-m", MODULE, *words],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            msg = f"in another process it did not answer within {SECONDS:g} seconds"
            raise NoAnswerError(msg) from error
        told = done.stderr.strip().rsplit("\n", 1)[-1]
        if done.returncode == CANNOT_LOAD:
            msg = f"another process cannot load it: {told}"
            raise CannotLookError(msg)
        if done.returncode:
            msg = f"in another process: {told}"
            raise NoAnswerError(msg)
        return _read(output)


def main(place: str, kind: str, name: str, pairs: str, output: str) -> int:
    """Load a predictor, ask it in a setting, and write what it answers."""
    from aivc.reference_models.conformance.subjects.calling import ask_predictor, fit_predictor

    try:
        predictor = load_predictor(place)
    except UnknownPredictorError as error:
        print(error, file=sys.stderr)
        return CANNOT_LOAD
    settings = settings_of(TaskKind(kind), with_pairs=pairs == "1")
    (setting,) = (setting for setting in settings if setting.name == name)
    fitted = fit_predictor(predictor, setting.view, seed=0)
    _write(ask_predictor(fitted, setting.queries), Path(output))
    return 0


def _write(prediction: Prediction, output: Path) -> None:
    said = {
        "unit_ids": prediction.unit_ids,
        "features": prediction.features,
        "status": [status.value for status in prediction.status],
        "reasons": prediction.reasons,
        "levels": prediction.levels,
    }
    arrays = {"mean": prediction.mean, "said": np.array(json.dumps(said))}
    if prediction.quantiles is not None:
        arrays["quantiles"] = prediction.quantiles
    np.savez(output, allow_pickle=False, **arrays)


def _read(output: Path) -> Prediction:
    with np.load(output, allow_pickle=False) as held:
        said = json.loads(str(held["said"]))
        return Prediction(
            tuple(said["unit_ids"]),
            tuple(said["features"]),
            held["mean"],
            tuple(map(Status, said["status"])),
            tuple(said["reasons"]),
            tuple(said["levels"]),
            held["quantiles"] if "quantiles" in held.files else None,
        )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
