"""Put together images of the card, their operators, and what the file has of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, ModalityImage
    from aivc.validators.facts.images.model import ImageFacts
    from aivc.validators.facts.model import Facts


@dataclass(frozen=True, slots=True)
class MeasuredImage:
    """An image of the card that could be opened, and the operator that took it."""

    declared: ModalityImage
    operator: MeasurementOperator
    image: ImageFacts


def measured_images(card: DatasetCard, facts: Facts) -> Iterator[MeasuredImage]:
    """Yield every image of the card that the file has and whose operator is in the card."""
    operators = {o.operator_id: o for o in card.operators if o.operator_id}
    for declared in card.images:
        operator = operators.get(declared.measured_by) if declared.measured_by else None
        image = facts.imaging.image(declared.image_path) if facts.imaging is not None else None
        if operator is not None and image is not None and not image.problem:
            yield MeasuredImage(declared, operator, image)


def scale_factors(facts: Facts, path: str) -> dict[str, float]:
    """Return by how much a Visium file made the pictures of a library smaller, by their names.

    Parameters
    ----------
    facts
        What was measured.
    path
        Of one of the pictures, such as ``uns/spatial/V1/images/hires``.
    """
    table = facts.table("")
    held = table.uns.get("spatial") if table is not None else None
    parts = path.split("/")
    library = held.get(parts[2]) if isinstance(held, Mapping) and len(parts) == 5 else None
    factors = library.get("scalefactors") if isinstance(library, Mapping) else None
    found = {
        name.removeprefix("tissue_").removesuffix("_scalef"): float(factor)
        for name, factor in (factors.items() if isinstance(factors, Mapping) else ())
        if name.endswith("_scalef") and isinstance(factor, int | float) and factor > 0
    }
    return dict(sorted(found.items()))
