"""The noise that a problem declares for its observables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.petab.tables import PetabTable

FAMILIES: Mapping[tuple[str, str], str] = {
    ("lin", "normal"): "normal",
    ("lin", "laplace"): "laplace",
    ("lin", "log-normal"): "log_normal",
    ("lin", "log-laplace"): "log_laplace",
    ("log", "normal"): "log_normal",
    ("log10", "normal"): "log_normal",
    ("log", "laplace"): "log_laplace",
    ("log10", "laplace"): "log_laplace",
}
"""By transformation of the observable and distribution of the noise."""


def noise_hints(observables: PetabTable) -> dict[str, Said]:
    """Return the noise model where all observables have the same."""
    scales = observables.column("observableTransformation")
    shapes = observables.column("noiseDistribution")
    stated = {(a or "lin", b or "normal") for a, b in zip(scales, shapes, strict=True)}
    families = {FAMILIES.get(pair) for pair in stated}
    family = families.pop() if len(families) == 1 else None
    if family is None:
        return {}
    listed = " and ".join(f"{shape} on the scale {scale}" for scale, shape in sorted(stated))
    model = {"noise_family": family, "is_declared_not_fitted": True}
    return {"/operators/*/noise_model": Said(model, f"the table of observables says {listed}")}
