"""Write a link as one line: what it links, how, and how much of it, as declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.engine import printable
from aivc.validators.grammar.rendering import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import AlignmentReport, CoverageReport, DatasetCard, ScaleLink


def render_links(card: DatasetCard) -> tuple[str, ...]:
    """Write every link of a card; control characters in names are shown, never obeyed.

    Coverage is what the card declares: recounting it takes the data, and is what validation does.

    Examples
    --------
    >>> from aivc.schema.reading import read_card
    >>> link = {"link_id": "l", "source_set": "spots", "target_set": "cells", "direction": "lift"}
    >>> sets = [{"unit_set_id": "spots", "scale": "spot"}, {"unit_set_id": "cells"}]
    >>> render_links(read_card({"links": [link], "unit_sets": sets}))
    ('l: spots (spot) → cells (?), lift; coverage not declared',)
    """
    scales = {s.unit_set_id: s.scale for s in card.unit_sets if s.unit_set_id is not None}
    return tuple(printable("; ".join(_parts(link, scales)), LONGEST_LINE) for link in card.links)


def _parts(link: ScaleLink, scales: dict[str, str | None]) -> Iterator[str]:
    sides = [
        f"{name or '?'} ({scales.get(name or '') or '?'})"
        for name in (link.source_set, link.target_set)
    ]
    by = f" by {link.aggregation_function}" if link.aggregation_function else ""
    direction = (link.direction or "?").replace("_", " ")
    yield f"{link.link_id or '?'}: {' → '.join(sides)}, {direction}{by}"
    basis = [text for text in (link.link_basis, link.cardinality) if text]
    if basis:
        yield ", ".join(basis).replace("_", " ")
    if link.weights is not None:
        yield f"weights in {link.weights.path or '?'} ({link.weight_semantics or '?'})"
    elif link.pairs_table is not None:
        yield f"pairs in {link.pairs_table}"
    elif link.partner_column is not None:
        yield f"partners in column {link.partner_column}"
    if link.conserved_quantity not in {None, "none"}:
        yield f"conserves {link.conserved_quantity}"
    yield _coverage(link.coverage)
    if link.alignment is not None:
        yield _alignment(link.alignment)


def _coverage(declared: CoverageReport | None) -> str:
    if declared is None:
        return "coverage not declared"
    sides = [
        f"{linked:,} of {total:,} {side}"
        for side, linked, total in (
            ("of the source", declared.n_source_linked, declared.n_source),
            ("of the target", declared.n_target_linked, declared.n_target),
        )
        if linked is not None and total is not None
    ]
    return f"declared linked: {', '.join(sides)}" if sides else "coverage not declared"


def _alignment(alignment: AlignmentReport) -> str:
    metric = (alignment.error_metric or "error").replace("_", " ")
    error = alignment.error_value
    if error is None or error.value is None:
        return f"alignment: {metric}"
    return f"alignment: {metric} {error.value:g} {error.unit or ''}".rstrip()
