"""Views, queries and predictions as files that any language can read and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.evaluation.files.inputs_file import read_inputs, write_inputs
    from aivc.evaluation.files.prediction_file import read_prediction, write_prediction
    from aivc.evaluation.files.queries_file import read_queries, write_queries
    from aivc.evaluation.files.run_folder import Run, RunHeader, read_run, write_run
    from aivc.evaluation.files.task_text import asked_features
    from aivc.evaluation.files.view_file import read_view, write_view

_HOMES = {
    "Run": "run_folder",
    "RunHeader": "run_folder",
    "asked_features": "task_text",
    "read_inputs": "inputs_file",
    "read_prediction": "prediction_file",
    "read_queries": "queries_file",
    "read_run": "run_folder",
    "read_view": "view_file",
    "write_inputs": "inputs_file",
    "write_prediction": "prediction_file",
    "write_queries": "queries_file",
    "write_run": "run_folder",
    "write_view": "view_file",
}

__all__ = [
    "Run",
    "RunHeader",
    "asked_features",
    "read_inputs",
    "read_prediction",
    "read_queries",
    "read_run",
    "read_view",
    "write_inputs",
    "write_prediction",
    "write_queries",
    "write_run",
    "write_view",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: importing this package must stay cheap."""
    from importlib import import_module

    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
