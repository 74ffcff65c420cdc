"""The tables of a trial, joined to one row for each subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.clinical.domains import PARAMETER, STUDY, SUBJECT, Kind, kind_of
from aivc.adapters.clinical.events import is_once_each, join_events
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_rows.rows import TextRows

MOST_CELLS = 2_000_000
"""Cells of a table that is kept beside the subjects; a larger one stays in the source."""


@dataclass(slots=True)
class Trial:
    """What is known of the subjects of a trial.

    Attributes
    ----------
    main
        Name of the table that lists them.
    subjects
        Their identifiers, in the order of that table.
    cells
        Its columns.
    joined
        Columns of other tables, under names that tell from where.
    parameters
        What is fixed for each time to event, such as its label.
    kept
        Tables of several rows for a subject, whole.
    """

    main: str
    subjects: list[str]
    cells: dict[str, list[str | None]]
    joined: dict[str, list[str | None]] = field(default_factory=dict)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    kept: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def assemble(tables: Sequence[TextRows], log: ConversionNotes) -> Trial:
    """Join tables by their subjects.

    Parameters
    ----------
    tables
        In the order of their names. The subject-level table of ADaM goes first, then the
        demographics of SDTM; where there is neither, subjects are taken from times to events.

    Raises
    ------
    UnreadableInputError
        No table lists subjects, one of them twice, or subjects are missing from the list.
    """
    ordered = sorted(tables, key=_rank)
    main = ordered[0]
    rest = ordered[1:]
    if kind_of(main.names) is Kind.SUBJECTS:
        trial = _of_subjects(main, log)
    elif kind_of(main.names) is Kind.TIME_TO_EVENT:
        trial = _of_events(main, log)
        rest = ordered
    else:
        msg = (
            f"{main.path} does not list subjects, one row for each; put it into one folder with "
            "the table ADSL or DM of its study and give the folder"
        )
        raise UnreadableInputError(msg)
    for table in rest:
        _add(trial, table, log)
    return trial


def domain_of(table: TextRows) -> str:
    """Return the name of a table: its domain, where it has the column of SDTM, else its file's."""
    stated = set(table.cells.get("DOMAIN", []))
    domain = stated.pop() if len(stated) == 1 else None
    return domain or table.path.name.split(".")[0].upper()


def _rank(table: TextRows) -> tuple[int, bool, str]:
    kind = kind_of(table.names)
    ranks = {Kind.SUBJECTS: 0, Kind.TIME_TO_EVENT: 1}
    return ranks.get(kind or Kind.OTHER, 2), "DOMAIN" in table.cells, table.path.name


def _of_subjects(table: TextRows, log: ConversionNotes) -> Trial:
    subjects = table.filled(SUBJECT)
    seen: dict[str, int] = {}
    for subject, line in zip(subjects, table.lines, strict=True):
        if subject in seen:
            msg = (
                f"{table.path}: subject {subject!r} stands in line {seen[subject]} and in line "
                f"{line}; a table of subjects has one row for each"
            )
            raise UnreadableInputError(msg)
        seen[subject] = line
    name = domain_of(table)
    log.mapped(table.path.name, "obs", f"{name} has one row for each subject", None)
    return Trial(name, subjects, dict(table.cells))


def _of_events(table: TextRows, log: ConversionNotes) -> Trial:
    """List the subjects of times to events, with what is the same in all their rows."""
    named = table.filled(SUBJECT)
    first = {subject: row for row, subject in reversed(list(enumerate(named)))}
    subjects = list(dict.fromkeys(named))
    cells: dict[str, list[str | None]] = {}
    for name, column in table.cells.items():
        same = all(column[first[s]] == cell for s, cell in zip(named, column, strict=True))
        if same and name != PARAMETER:
            cells[name] = [column[first[subject]] for subject in subjects]
    said = "no table lists the subjects, so those that have a time to event are taken"
    log.inferred("subjects", f"{len(subjects):,} in {table.path.name}", said)
    return Trial(domain_of(table), subjects, cells)


def _add(trial: Trial, table: TextRows, log: ConversionNotes) -> None:
    name = table.path.name
    if kind_of(table.names) is Kind.TIME_TO_EVENT and is_once_each(table):
        events = join_events(table, trial.subjects, trial.cells)
        trial.joined |= events.cells
        trial.parameters |= events.fixed
        for parameter, n_subjects in events.n_subjects.items():
            said = f"{n_subjects:,} of {len(trial.subjects):,} subjects have this time to event"
            log.mapped(f"{name}, {PARAMETER} {parameter}", f"obs columns {parameter}.*", said)
        repeated = [column for column in events.same if column != STUDY]
        if repeated:
            said = "they say of each subject what its own row says"
            log.mapped(f"{name}: {', '.join(repeated)}", "the same columns of obs", said)
        return
    domain = domain_of(table)
    named = table.filled(SUBJECT)
    place = {subject: row for row, subject in enumerate(named)}
    if len(place) == len(named) and set(named) <= set(trial.subjects):
        for column, cells in table.cells.items():
            if column != SUBJECT:
                picked = [None if s not in place else cells[place[s]] for s in trial.subjects]
                if picked != trial.cells.get(column):
                    trial.joined[f"{domain}.{column}"] = picked
        said = (
            f"it has at most one row for each subject; what {trial.main} says too is not repeated"
        )
        log.mapped(name, f"obs columns {domain}.*", said)
        return
    _keep_whole(trial, table, domain, log)


def _keep_whole(trial: Trial, table: TextRows, domain: str, log: ConversionNotes) -> None:
    strangers = set(table.filled(SUBJECT)) - set(trial.subjects)
    about = f"; {len(strangers):,} of its subjects are not among the rows" if strangers else ""
    n_cells = table.n_rows * len(table.names)
    if n_cells > MOST_CELLS:
        log.left_alone(table.path.name, f"it has {n_cells:,} cells, several rows for a subject")
        return
    key = domain
    while key in trial.kept:
        key += "_"
    trial.kept[key] = {n: [cell or "" for cell in column] for n, column in table.cells.items()}
    said = f"it has several rows for a subject, so it is kept as it is{about}"
    log.mapped(table.path.name, f"uns/cdisc/{key}", said)
