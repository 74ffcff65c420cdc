"""Whether tables, images and readouts reach the scale that they claim, and by which operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import ModalityImage
from aivc.validators.grammar.anchors import Anchor
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.composition import TAKES_CELLS
from aivc.validators.grammar.scales import PROJECT, SAME_SCALE, operator_between

if TYPE_CHECKING:
    from aivc.schema.generated.views import MeasurementOperator, Readout
    from aivc.validators.grammar.anchors import Anchors
    from aivc.validators.grammar.observed import Observed


def scale_of_table(
    table: Observed, operator: MeasurementOperator | None, anchors: Anchors
) -> str | None:
    """Return the scale that the rows of a table, or an image, live at.

    It is that of its unit set, and that of its operator where it has none; None where neither is
    known.
    """
    of_set = anchors.scale_of_set.get(table.unit_set or "")
    return of_set or (operator.scale if operator is not None else None)


def way_to_table(
    table: Observed, operator: MeasurementOperator, anchors: Anchors
) -> tuple[Anchor, ...] | Gap:
    """Return the operators between what was measured and the rows of a table, or an image.

    They are empty where the table holds what was measured; a pseudobulk projects cells to samples.
    """
    target = scale_of_table(table, operator, anchors)
    if operator.scale is None or target is None or operator.scale == target:
        return ()
    return _way(operator.scale, target, anchors, None)


def way_to_readout(
    readout: Readout, scale: str, observed: Observed, anchors: Anchors
) -> tuple[Anchor, ...] | Gap:
    """Return the operators between a table or an image and a readout of it.

    Parameters
    ----------
    readout
        The readout.
    scale
        Scale of the rows of the table, or of the image.
    observed
        The table or the image.
    anchors
        What links the scales.

    Notes
    -----
    A niche is made of cells, and so are shares of cell states, so these need cells first; a
    neighbourhood graph then leads from cells to niches. A clinical endpoint names the column of the
    subjects, which leads to the organism.
    """
    taken: tuple[Anchor, ...] = ()
    unit_set = observed.unit_set
    if isinstance(observed, ModalityImage):
        anchors = anchors.out_of_images()
    for target in _stations(readout, scale):
        own = _own_step(readout, scale, target)
        if own is not None:
            step: tuple[Anchor, ...] | Gap = (own,)
        else:
            step = _way(scale, target, anchors, unit_set)
        if isinstance(step, Gap):
            return step
        if step:
            taken, scale, unit_set = (*taken, *step), target, None
    return taken


def _stations(readout: Readout, scale: str) -> tuple[str, ...]:
    output = readout.output_scale
    wanted = [readout.input_scale, output]
    is_of_cells = readout.readout_type in TAKES_CELLS
    if scale != "niche" and (output == "niche" or is_of_cells):
        wanted.insert(1, "cell")
    return tuple(station for station in wanted if station is not None)


def _own_step(readout: Readout, source: str, target: str) -> Anchor | None:
    """Return the step that the readout takes by what it itself declares."""
    if (source, target) == ("cell", "niche") and readout.neighbourhood is not None:
        return Anchor(f"{readout.neighbourhood.graph} graph", PROJECT, source, target)
    subject = readout.endpoint.subject_column if readout.endpoint is not None else None
    if subject and target == "organism" and operator_between(source, target) == PROJECT:
        return Anchor(subject, PROJECT, source, target)
    return None


def _way(
    source: str, target: str, anchors: Anchors, unit_set: str | None
) -> tuple[Anchor, ...] | Gap:
    way = anchors.way(source, target, unit_set)
    if way is not None:
        return way
    operator = operator_between(source, target)
    # A scale that is no scale is reported where the card's structure is.
    return Gap(operator, source, target) if operator not in {None, SAME_SCALE} else ()
