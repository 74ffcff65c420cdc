"""The data standard for AI virtual cells: describe, validate, convert and cite.

Examples
--------
>>> import aivc
>>> report = aivc.validate("data.h5ad")  # doctest: +SKIP
>>> report.verdict  # doctest: +SKIP
<Verdict.VALID: 'valid'>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.schema.errors import AivcError
    from aivc.schema.version import VERSION as __version__  # noqa: N811 - the name that Python expects
    from aivc.verbs.benchmark_spatial_histology import benchmark_spatial_histology
    from aivc.verbs.check_predictions import check_predictions
    from aivc.verbs.check_predictor import check_predictor
    from aivc.verbs.compare import compare
    from aivc.verbs.convert import convert
    from aivc.verbs.demo import demo
    from aivc.verbs.describe import describe
    from aivc.verbs.effect import effect
    from aivc.verbs.evaluate import evaluate
    from aivc.verbs.explain import explain
    from aivc.verbs.export import export
    from aivc.verbs.fingerprint import fingerprint
    from aivc.verbs.fit import fit
    from aivc.verbs.flatten import flatten
    from aivc.verbs.init import init
    from aivc.verbs.inspect import inspect
    from aivc.verbs.overlap import overlap
    from aivc.verbs.pool import pool
    from aivc.verbs.predict import predict
    from aivc.verbs.rules import rules
    from aivc.verbs.split_audit import split_audit
    from aivc.verbs.split_diff import split_diff
    from aivc.verbs.split_import import split_import
    from aivc.verbs.split_make import split_make
    from aivc.verbs.split_repair import split_repair
    from aivc.verbs.validate import validate

_HOMES = {
    "AivcError": ("aivc.schema.errors", "AivcError"),
    "__version__": ("aivc.schema.version", "VERSION"),
    "benchmark_spatial_histology": (
        "aivc.verbs.benchmark_spatial_histology",
        "benchmark_spatial_histology",
    ),
    "check_predictions": ("aivc.verbs.check_predictions", "check_predictions"),
    "check_predictor": ("aivc.verbs.check_predictor", "check_predictor"),
    "compare": ("aivc.verbs.compare", "compare"),
    "convert": ("aivc.verbs.convert", "convert"),
    "demo": ("aivc.verbs.demo", "demo"),
    "describe": ("aivc.verbs.describe", "describe"),
    "effect": ("aivc.verbs.effect", "effect"),
    "evaluate": ("aivc.verbs.evaluate", "evaluate"),
    "explain": ("aivc.verbs.explain", "explain"),
    "export": ("aivc.verbs.export", "export"),
    "fingerprint": ("aivc.verbs.fingerprint", "fingerprint"),
    "fit": ("aivc.verbs.fit", "fit"),
    "flatten": ("aivc.verbs.flatten", "flatten"),
    "init": ("aivc.verbs.init", "init"),
    "inspect": ("aivc.verbs.inspect", "inspect"),
    "overlap": ("aivc.verbs.overlap", "overlap"),
    "pool": ("aivc.verbs.pool", "pool"),
    "predict": ("aivc.verbs.predict", "predict"),
    "rules": ("aivc.verbs.rules", "rules"),
    "split_audit": ("aivc.verbs.split_audit", "split_audit"),
    "split_diff": ("aivc.verbs.split_diff", "split_diff"),
    "split_import": ("aivc.verbs.split_import", "split_import"),
    "split_make": ("aivc.verbs.split_make", "split_make"),
    "split_repair": ("aivc.verbs.split_repair", "split_repair"),
    "validate": ("aivc.verbs.validate", "validate"),
}

__all__ = [
    "AivcError",
    "__version__",
    "benchmark_spatial_histology",
    "check_predictions",
    "check_predictor",
    "compare",
    "convert",
    "demo",
    "describe",
    "effect",
    "evaluate",
    "explain",
    "export",
    "fingerprint",
    "fit",
    "flatten",
    "init",
    "inspect",
    "overlap",
    "pool",
    "predict",
    "rules",
    "split_audit",
    "split_diff",
    "split_import",
    "split_make",
    "split_repair",
    "validate",
]


def __getattr__(name: str) -> Any:  # verbs are loaded when first used, so that import is quick
    if name not in _HOMES:
        message = f"module 'aivc' has no attribute {name!r}"
        raise AttributeError(message)
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__
