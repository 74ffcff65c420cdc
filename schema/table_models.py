"""Build a pandera model of a table from its slots."""

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import pandas as pd
import pandera.pandas as pa

from aivc.schema.cells import plain_cell, read_cell
from aivc.schema.flat import MATCH_PREFIX, FlatColumn, flat_columns, unflatten
from aivc.schema.slots import PROFILES, RuleSpec, class_spec
from aivc.schema.structure import ProblemKind, check_structure
from aivc.schema.structure_errors import slot_validator
from aivc.schema.wording import expected_of

if TYPE_CHECKING:
    from aivc.schema.tables import TableSpec


Row: TypeAlias = Mapping[str, object]


def build_model(
    spec: "TableSpec", columns: tuple[FlatColumn, ...], profile: str
) -> pa.DataFrameSchema:
    """Build the model of a table.

    Parameters
    ----------
    spec
        The kind of table.
    columns
        Its columns.
    profile
        Profile that says what is required.
    """
    modelled = {column.name: _column(spec, column, profile) for column in columns}
    if "matches" in class_spec(spec.class_name).slots:
        pattern = f"^{MATCH_PREFIX}.+$"
        modelled[pattern] = pa.Column(regex=True, nullable=True, required=False)
    return pa.DataFrameSchema(
        columns=modelled,
        checks=[*_unit_checks(columns), *_one_of(spec), *_rule_checks(spec, profile)],
        strict=not spec.is_open,
        name=spec.name,
        description=spec.description,
    )


def _column(spec: "TableSpec", column: FlatColumn, profile: str) -> pa.Column:
    asked = column.required_by
    required = asked is not None and PROFILES.index(asked) <= PROFILES.index(profile)
    expected = expected_of(column.slot)
    return pa.Column(
        checks=pa.Check(
            _each_value(_fits(column, spec.separator, required=required)),
            name="fits_slot",
            error=f"expected {expected}",
        ),
        nullable=not required,
        required=required,
        unique=column.slot.identifier,
        title=column.name,
        description=column.slot.description,
    )


def _fits(column: FlatColumn, separator: str, *, required: bool) -> Callable[[object], bool]:
    validator = slot_validator(column.slot.class_name, column.slot.name)

    def fits(cell: object) -> bool:
        value = plain_cell(cell)
        if value is None:
            return not required
        return validator.is_valid(read_cell(value, column.slot, separator))

    return fits


def _each_value(fits: Callable[[object], bool]) -> Callable[["pd.Series[Any]"], object]:
    """Check each distinct value once: a column of a million rows holds few of them."""

    def check(series: "pd.Series[Any]") -> object:
        known: dict[tuple[type, Hashable], bool] = {}

        def look_up(value: object) -> bool:
            if not isinstance(value, Hashable):
                return fits(value)
            key = (type(value), value)
            if key not in known:
                known[key] = fits(value)
            return known[key]

        if isinstance(series.dtype, pd.CategoricalDtype):
            good = [category for category in series.cat.categories if fits(category)]
            return series.isin(good) | series.isna()
        return series.map(look_up)

    return check


def _unit_checks(columns: tuple[FlatColumn, ...]) -> list[pa.Check]:
    """Ask for the unit wherever there is a value, and the other way round."""
    quantities = [c for c in columns if c.slot.class_name == "Quantity" and c.slot.name == "value"]
    return [
        pa.Check(
            _both_or_none(column.name, f"{column.name}_unit"),
            name="has_unit",
            ignore_na=False,
            error=f"{column.name} and {column.name}_unit are given together",
        )
        for column in quantities
    ]


def _both_or_none(value: str, unit: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def both_or_none(frame: pd.DataFrame) -> pd.DataFrame:
        return _blame(frame, _filled(frame, value) == _filled(frame, unit), (value, unit))

    return both_or_none


def _one_of(spec: "TableSpec") -> list[pa.Check]:
    if not spec.one_of:
        return []

    def any_filled(frame: pd.DataFrame) -> pd.DataFrame:
        good = pd.concat([_filled(frame, name) for name in spec.one_of], axis=1).any(axis=1)
        return _blame(frame, good, spec.one_of)

    error = f"one of {', '.join(spec.one_of)} is given"
    return [pa.Check(any_filled, name="has_key", ignore_na=False, error=error)]


def _filled(frame: pd.DataFrame, name: str) -> "pd.Series[bool]":
    if name not in frame:
        return pd.Series(data=False, index=frame.index)
    cells = frame[name]
    if cells.dtype != object:
        return cells.notna()
    return cells.map(lambda cell: plain_cell(cell) is not None).astype(bool)


def _rule_checks(spec: "TableSpec", profile: str) -> list[pa.Check]:
    """Check the conditional requirements of the class, one check for each."""
    return [
        pa.Check(
            _rule_holds(spec, rule, profile),
            name="rule",
            ignore_na=False,
            error=f"{rule.title}: {', '.join(rule.requires)}",
        )
        for rule in class_spec(spec.class_name).rules
    ]


def _rule_holds(
    spec: "TableSpec", rule: RuleSpec, profile: str
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def holds(frame: pd.DataFrame) -> pd.DataFrame:
        shapes = _shapes(spec, frame)
        first = ~shapes.duplicated()
        rows = cast("list[Row]", frame[first].to_dict("records"))
        by_shape = {
            shape: _row_holds(spec, row, rule.title, profile)
            for shape, row in zip(shapes[first], rows, strict=True)
        }
        return _blame(frame, shapes.map(by_shape).astype(bool), rule.requires)

    return holds


def _shapes(spec: "TableSpec", frame: pd.DataFrame) -> "pd.Series[int]":
    """Give rows the same number if they hold the same words and fill in the same columns.

    Rules ask which slots are there and what enumerated slots say; so one row of each number
    answers for all.
    """
    known = [column for column in flat_columns(spec.class_name) if column.name in frame]
    words = [column.name for column in known if column.slot.kind == "enum"]
    said: dict[str, pd.Series[Any]] = {c.name: _filled(frame, c.name) for c in known}
    said |= {name: frame[name].astype(str) for name in words}
    if not said:
        return pd.Series(0, frame.index)
    return pd.DataFrame(said).groupby(list(said), sort=False).ngroup()


def _row_holds(spec: "TableSpec", row: Row, title: str, profile: str) -> bool:
    problems = check_structure(unflatten(row, spec.class_name), spec.class_name, profile)
    return not any(p.kind is ProblemKind.CONDITIONAL_REQUIRED and p.rule == title for p in problems)


def _blame(frame: pd.DataFrame, good: "pd.Series[bool]", names: tuple[str, ...]) -> pd.DataFrame:
    """Mark one cell of each row that fails, since a mark on the row would name all of its cells.

    pandera names a failing cell only if it holds something; so the first one that does is marked,
    of the columns that the check is about or else of the row.
    """
    order = [*(name for name in names if name in frame), *frame.columns]
    bad = ~good.to_numpy()
    holds = frame.loc[bad, order].notna().to_numpy()
    marks = pd.DataFrame(data=True, index=frame.index, columns=frame.columns)
    positions = frame.columns.get_indexer(pd.Index(order))
    for row, first in zip(bad.nonzero()[0].tolist(), holds.argmax(axis=1).tolist(), strict=True):
        marks.iat[row, int(positions[first])] = False
    return marks
