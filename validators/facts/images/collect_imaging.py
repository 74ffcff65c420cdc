"""Measure images, transcripts and places in images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.facts.images.decoded import read_decoded
from aivc.validators.facts.images.headers import image_paths, read_image
from aivc.validators.facts.images.inside import units_inside
from aivc.validators.facts.images.model import (
    AnnotatingFacts,
    ImagingFacts,
    InsideFacts,
    SpotFacts,
)
from aivc.validators.facts.images.placed import NowhereError, placed_rows
from aivc.validators.facts.images.spots import read_spots
from aivc.validators.facts.images.without_unit import annotating_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator
    from aivc.storage.model import Dataset, Table


def collect_imaging(
    card: DatasetCard, dataset: Dataset, *, has_places: bool, has_values: bool
) -> ImagingFacts:
    """Measure what a file has of images.

    Parameters
    ----------
    card
        The card.
    dataset
        The opened container.
    has_places
        Whether places and the columns of transcripts are read, beside headers of images.
    has_values
        Whether pixels and transcripts are read.

    Returns
    -------
    ImagingFacts
        Empty where neither file nor card has anything of the kind.
    """
    from aivc.schema.generated.views import ImagingSpatial, SpotSpatial

    in_space = (SpotSpatial, ImagingSpatial)
    paths = image_paths(dataset)
    images = tuple(read_image(card, dataset, path, has_pixels=has_values) for path in paths)
    if not has_places:
        return ImagingFacts(images)
    decoded = tuple(
        read_decoded(card, operator, dataset, has_rows=has_values)
        for operator in card.operators
        if isinstance(operator, ImagingSpatial) and operator.transcripts_element
    )
    spots: list[SpotFacts] = []
    inside: list[InsideFacts] = []
    annotating: list[AnnotatingFacts] = []
    problems: dict[str, str] = {}
    for table in dataset.tables:
        operators = tuple(_operators_of(card, table))
        readers = [operator for operator in operators if isinstance(operator, SpotSpatial)]
        annotates = bool(table.attributes.get("region"))
        if not images and not readers and not annotates:
            continue
        try:
            places, annotated = placed_rows(card, dataset, table)
            if annotated is not None:
                annotating.append(annotating_facts(table, annotated, places))
                if annotated.problems:
                    problems[table.name] = "; ".join(annotated.problems.values())
            inside.extend(units_inside(dataset, table, places, images))
            for operator in readers:
                spots.extend(read_spots(operator, table, places))
        except NowhereError as error:
            # Cells that were not measured in place need no places.
            if any(isinstance(operator, in_space) for operator in operators):
                problems[table.name] = str(error)
        except AivcError as error:
            problems[table.name] = str(error)
    return ImagingFacts(images, decoded, tuple(spots), tuple(inside), problems, tuple(annotating))


def _operators_of(card: DatasetCard, table: Table) -> Iterator[MeasurementOperator]:
    """Yield the operators that measured a matrix of a table."""
    measured = {
        declared.measured_by
        for declared in card.tables
        if not table.name or (declared.path_in_file or "").startswith(f"{table.name}/")
    }
    for operator in card.operators:
        if operator.operator_id in measured:
            yield operator
