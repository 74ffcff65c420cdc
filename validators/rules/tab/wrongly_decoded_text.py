"""Rule TAB024: text was read in the encoding in which it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


# A letter that was lost, a control character, or a first byte of UTF-8 read as a letter with a
# further byte, read as Latin-1 or as Windows-1252, behind it.
FURTHER = "\u0080-\u00bf" + bytes(range(0x80, 0xA0)).decode("cp1252", errors="ignore")
SUSPECT = re.compile(f"\ufffd|[\u0080-\u009f]|[\u00c2-\u00f4][{FURTHER}]")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column, and each frame by its names, that holds wrongly decoded text."""
    del card
    for problem in facts.file.problems:
        if problem.kind == "text-not-utf8":
            yield Evidence(
                place_of(problem.location, facts),
                observed="bytes that are not UTF-8",
                examples=(problem.message,),
                values={"what": "place"},
            )
    for column in columns_of(facts, "obs", "var"):
        if column.is_text:
            counts = dict(column.label_counts)
            wrong = _wrong(tuple(counts))
            if wrong:
                n_rows = sum(counts[label] for label in wrong)
                yield _evidence(column.location, wrong, n_rows, "rows")
    for table in facts.tables.values():
        names = table.var.names if table.var is not None else None
        wrong = _wrong(names or ())
        if wrong:
            yield _evidence(Location("var", table=table.name), wrong, len(wrong), "names")
        for frame, columns in (("obs", table.obs_columns), ("var", table.var_columns)):
            for column_name in _wrong(tuple(info.name for info in columns)):
                location = Location(frame, table=table.name, column=column_name)
                yield _evidence(location, (column_name,), 1, "name of a column")


def _evidence(location: Location, wrong: tuple[str, ...], count: int, what: str) -> Evidence:
    return Evidence(
        location,
        observed="text decoded in the wrong encoding",
        count=count,
        examples=tuple(_with_repair(label) for label in wrong[:5]),
        values={"what": what},
    )


def _with_repair(label: str) -> str:
    meant = repaired(label)
    return f"{label!r}, which was {meant!r}" if meant else repr(label)


def _wrong(labels: tuple[str, ...]) -> tuple[str, ...]:
    # One look at all labels together tells most columns to be in order.
    if not SUSPECT.search("\n".join(labels)):
        return ()
    return tuple(
        label for label in labels if not label.isascii() and (_is_lost(label) or repaired(label))
    )


def _is_lost(label: str) -> bool:
    """Tell whether a letter was replaced, or a control character stands for one."""
    return "\ufffd" in label or any("\x80" <= letter <= "\x9f" for letter in label)


def repaired(label: str) -> str:
    """Return what a label was before UTF-8 was read as Latin-1 or Windows-1252; else nothing.

    Text that is right almost never is valid UTF-8 once encoded so.

    Examples
    --------
    >>> repaired("10 \u00c2\u00b5M")
    '10 \u00b5M'
    >>> repaired("10 \u00b5M")
    ''
    """
    for encoding in ("cp1252", "latin-1"):
        try:
            meant = label.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if meant != label:
            return meant
    return ""


RULE = Rule(
    code="TAB024",
    name="wrongly-decoded-text",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Text was read in the encoding in which it was written.",
    message="{where} holds {observed} in {count:,} {what}: {examples}.",
    fix=(
        "Read the source again with its own encoding (`pd.read_csv(path, encoding='latin-1')` for "
        "tables that Excel wrote) and save as UTF-8."
    ),
    why="A unit that reads `\u00c2\u00b5M` is no unit, and a name with a lost letter matches nothing.",
    check=check,
    passing=(
        Example(
            "a micro sign and an umlaut, rightly read",
            edits=(SetColumn("obs", "note", ["10 \u00b5M", "K\u00f6ln"] * 24),),
        ),
    ),
    failing=(
        Example(
            "UTF-8 read as Windows-1252",
            edits=(SetColumn("obs", "note", ["10 \u00c2\u00b5M", "1 \u00c2\u00b5M"] * 24),),
            expect=(Expect("obs/note", 48),),
        ),
        Example(
            "a letter that was lost",
            edits=(SetColumn("obs", "note", {0: "10 \ufffdM", 1: "none"}),),
            expect=(Expect("obs/note", 1),),
        ),
    ),
)
