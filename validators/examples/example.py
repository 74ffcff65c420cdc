"""An example of a rule: a specimen, edits to it, and what the rule then says.

Every example is run as a test and printed in the documentation, so that what is documented is what
happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class SetCard:
    """Put a value at a JSON pointer of the card; a pointer that ends in ``/-`` appends."""

    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class DropCard:
    """Remove what is at a JSON pointer of the card."""

    pointer: str


@dataclass(frozen=True, slots=True)
class NoCard:
    """Give the dataset no card at all."""


@dataclass(frozen=True, slots=True)
class CardText:
    """Replace the text of the card."""

    text: str


@dataclass(frozen=True, slots=True)
class EmbedCard:
    """Also embed the card in the file, with some values changed (by JSON pointer)."""

    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SetColumn:
    """Set a column of obs or var: one value for all rows, or a value per row position.

    A column that does not exist is made. ``values`` may be a scalar, a list over all rows, or a
    mapping from row position to value.
    """

    frame: str
    column: str
    values: Any
    table: str = ""


@dataclass(frozen=True, slots=True)
class DropColumn:
    """Remove a column of obs or var."""

    frame: str
    column: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class SetNames:
    """Rename rows of obs or var, by position."""

    frame: str
    names: Mapping[int, str]
    table: str = ""


@dataclass(frozen=True, slots=True)
class SetValues:
    """Set values of a matrix, by (row, column)."""

    matrix: str
    values: Mapping[tuple[int, int], float]
    table: str = ""


@dataclass(frozen=True, slots=True)
class CopyRows:
    """Copy the content of matrix rows onto others: ``{to: from}``."""

    matrix: str
    rows: Mapping[int, int]
    table: str = ""


@dataclass(frozen=True, slots=True)
class TransformMatrix:
    """Apply a named transform to a whole matrix.

    ``log1p_cp10k``, ``log1p``, ``scale``, ``half`` (times 0.5), ``negate``, ``dense``, ``zero`` or
    ``shuffle_indices`` (entries of each row in reverse order of column).
    """

    matrix: str
    transform: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class AddMatrix:
    """Add a matrix as a copy of another, optionally transformed as in TransformMatrix."""

    matrix: str
    copy_of: str = "X"
    transform: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class SetUns:
    """Put a value into uns."""

    key: str
    value: Any
    table: str = ""


@dataclass(frozen=True, slots=True)
class SetElement:
    """Change an image, points or shapes of a SpatialData store.

    ``key`` is a column of points or shapes (``values`` as in SetColumn), ``channels`` of an image
    (their names), ``pixels`` of an image (by channel the value of all its pixels), or ``scale`` or
    ``unit`` of where it is placed.
    """

    element: str
    key: str
    values: Any


@dataclass(frozen=True, slots=True)
class DropElement:
    """Take an image, points or shapes out of a SpatialData store."""

    element: str


@dataclass(frozen=True, slots=True)
class AddFile:
    """Put a text file beside the card, at a path relative to it; packed where that ends in .gz."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Spoil the written file in a way that no table can express.

    ``kind`` is one of :data:`aivc.validators.examples.damage.DAMAGES`; ``element`` a matrix such as
    ``X`` or a column such as ``obs/donor_id``.
    """

    kind: str
    element: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class SetManifest:
    """Put a value at a JSON pointer of the manifest; a pointer that ends in ``/-`` appends."""

    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class DropManifest:
    """Remove what is at a JSON pointer of the manifest."""

    pointer: str


@dataclass(frozen=True, slots=True)
class ManifestText:
    """Replace the text of the manifest."""

    text: str


@dataclass(frozen=True, slots=True)
class SetParts:
    """Put rows into other parts, by position: a name, None for no part, a tuple for several."""

    parts: Mapping[int, str | tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class AssignmentsText:
    """Replace the text of the table of assignments, which is CSV."""

    text: str


@dataclass(frozen=True, slots=True)
class SetAbout:
    """Put a value at a JSON pointer of what predictions say of themselves."""

    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class DropAbout:
    """Remove what is at a JSON pointer of what predictions say of themselves."""

    pointer: str


@dataclass(frozen=True, slots=True)
class AboutText:
    """Replace the text that predictions hold about themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class DropRows:
    """Leave out rows (``obs``) or columns (``var``) of predictions, by position."""

    frame: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DropMatrix:
    """Remove a matrix of predictions."""

    matrix: str


@dataclass(frozen=True, slots=True)
class CopyTruth:
    """Let predictions hold in some rows what was measured."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AnswerAgain:
    """Let a second run give other values, by (row, column) of X."""

    values: Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class SetReport:
    """Put a value at a JSON pointer of a report; a pointer that ends in ``/-`` appends."""

    pointer: str
    value: Any


@dataclass(frozen=True, slots=True)
class DropReport:
    """Remove what is at a JSON pointer of a report."""

    pointer: str


Edit = (
    SetCard
    | DropCard
    | NoCard
    | CardText
    | EmbedCard
    | SetColumn
    | DropColumn
    | SetNames
    | SetValues
    | CopyRows
    | TransformMatrix
    | AddMatrix
    | SetUns
    | SetElement
    | DropElement
    | AddFile
    | Damage
    | SetManifest
    | DropManifest
    | ManifestText
    | SetParts
    | AssignmentsText
    | SetAbout
    | DropAbout
    | AboutText
    | DropRows
    | DropMatrix
    | CopyTruth
    | AnswerAgain
    | SetReport
    | DropReport
)


@dataclass(frozen=True, slots=True)
class Expect:
    """A finding that the example must give: where, and how often."""

    location: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A specimen with edits.

    Parameters
    ----------
    title
        What the example shows, in a few words.
    edits
        Applied in order.
    expect
        The findings of the rule, all of them; empty for a passing example.
    specimen
        ``drug`` (small molecules with dose ladder, vehicle, plates, donors, RNA counts), ``guides``
        (CRISPR screen of a cell line with guides and combinations), ``cite`` (MuData with RNA and
        surface protein), ``bulk`` (arrays of treated hepatocytes) or ``section`` (SpatialData with
        an image, transcripts, cells and spots); for rules about splits
        ``donor_split`` (``drug``, one donor held out), ``guide_split`` (``guides``, one target held
        out) and others whose names end in ``_split``; for rules about predictions ``answers``
        (responses), ``share_answers`` (compositions) and ``survival_answers`` (endpoints), and
        about reports of evaluations ``judged_report``.
    """

    title: str
    edits: tuple[Edit, ...] = ()
    expect: tuple[Expect, ...] = ()
    specimen: str = "drug"
