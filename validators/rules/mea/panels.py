"""Compare the antibodies of a panel with the tags in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.findings import Location
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Antibody, BulkProteomics, DatasetCard, SurfaceProtein
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.declared import MeasuredTable


@dataclass(frozen=True, slots=True)
class Panel:
    """The antibodies of an operator, and the tags of one table that it measured."""

    operator: SurfaceProtein | BulkProteomics
    location: Location
    tags: tuple[str, ...]

    @property
    def absent(self) -> tuple[Antibody, ...]:
        """Antibodies without a tag in the file."""
        tags = set(self.tags)
        return tuple(a for a in self.operator.antibodies if a.tag_name and a.tag_name not in tags)

    @property
    def unlisted(self) -> tuple[str, ...]:
        """Tags without an antibody in the card."""
        listed = {antibody.tag_name for antibody in self.operator.antibodies}
        return tuple(tag for tag in self.tags if tag not in listed)

    @property
    def has_nothing_in_common(self) -> bool:
        """Whether card and file name their tags in different ways."""
        return len(self.unlisted) == len(self.tags)


def panels(card: DatasetCard, facts: Facts) -> Iterator[Panel]:
    """Yield each table of tags whose names could be read, with the panel that was used."""
    from aivc.schema.generated.views import BulkProteomics, SurfaceProtein

    seen: set[tuple[str | None, Location]] = set()
    for measured in measured_tables(card, facts):
        operator = measured.operator
        if not isinstance(operator, SurfaceProtein | BulkProteomics) or not operator.antibodies:
            continue
        named = named_features(measured)
        if named is None or (operator.operator_id, named[0]) in seen:
            continue
        seen.add((operator.operator_id, named[0]))
        yield Panel(operator, *named)


def named_features(measured: MeasuredTable) -> tuple[Location, tuple[str, ...]] | None:
    """Return where the features of a table have their names, and the names; None if not read."""
    features, table = measured.features, measured.table
    if features is None or table is None:
        return None
    element = "raw/var" if measured.matrix_name == "raw/X" else "var"
    space = measured.declared.feature_space
    name = space.feature_column if space is not None else None
    if not name:
        location = Location(element, table=table.name)
        return None if features.names is None else (location, features.names)
    column = features.columns.get(name)
    location = Location(element, table=table.name, column=name)
    return None if column is None else (location, column.used)
