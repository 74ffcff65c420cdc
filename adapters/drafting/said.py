"""What a person or a format says of columns and of slots of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.notes import path_of
from aivc.adapters.drafting.roles import RoleGuess
from aivc.adapters.errors import MappingFileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aivc.adapters.contract.hints import Hints, Said
    from aivc.adapters.drafting.columns import ObsColumns
    from aivc.adapters.drafting.notes import Guess, Path

EVERY = "*"
MOST_SHOWN = 20


def said_roles(hints: Hints, frames: Iterable[ObsColumns]) -> dict[str, RoleGuess]:
    """Return the roles that are said, of columns that some obs has.

    Raises
    ------
    MappingFileError
        No obs has a column that is said to play a role.
    """
    known = {name: None for obs in frames for name in obs.by_name}
    found = {}
    for role, said in hints.roles.items():
        value = said.value
        columns = (value,) if isinstance(value, str) else tuple(value)
        missing = [name for name in columns if name not in known]
        if missing:
            shown = ", ".join(list(known)[:MOST_SHOWN]) or "none"
            msg = (
                f"the column {missing[0]!r} is said to be the {role} ({said.because}), and the "
                f"data have no such column; they have {shown}"
            )
            raise MappingFileError(msg)
        found[role] = RoleGuess(role, columns, said.because, is_said=True)
    return found


def has_columns(roles: Mapping[str, RoleGuess], obs: ObsColumns) -> dict[str, RoleGuess]:
    """Return the roles whose columns one obs has."""
    return {
        role: guess
        for role, guess in roles.items()
        if all(name in obs.by_name for name in guess.columns)
    }


def put_said(
    card: dict[str, Any], guesses: list[Guess], said: Mapping[str, Said]
) -> tuple[list[Guess], list[str]]:
    """Put values in the card where pointers say, and drop the guesses that they decide.

    Returns
    -------
    list of Guess
        The guesses that are left.
    list of str
        Sentences about values whose place the card does not have.
    """
    left, remarks = guesses, []
    for pointer, entry in said.items():
        places = list(_places(card, path_of(pointer)))
        if not places and EVERY not in pointer:
            remarks.append(f"nothing in the card is at {pointer}, so {entry.value} is left out")
        for path in places:
            _put(card, path, _fitting(entry.value, _held(card, path)))
            left = [guess for guess in left if guess.path[: len(path)] != path]
            if path[-1] == "assay_ontology_term_id":
                _at(card, path[:-1]).pop("assay_gap_note", None)
                gap = (*path[:-1], "assay_gap_note")
                left = [guess for guess in left if guess.path != gap]
    return left, remarks


def _places(card: Any, path: Path, before: Path = ()) -> Iterator[Path]:
    """Yield the places that a pointer means; a slot of an object may be absent, an entry not."""
    if not path:
        yield before
        return
    part, rest = path[0], path[1:]
    if isinstance(card, list):
        wanted = range(len(card)) if part == EVERY else [part]
        for position in wanted:
            if isinstance(position, int) and position < len(card):
                yield from _places(card[position], rest, (*before, position))
    elif isinstance(card, dict) and part != EVERY and (not rest or part in card):
        yield from _places(card.get(part), rest, (*before, part))
    elif (
        isinstance(card, dict) and part != EVERY and isinstance(rest[0], str) and (rest[0] != EVERY)
    ):
        yield from _places({}, rest, (*before, part))


def _fitting(value: Any, held: Any) -> Any:
    """Make one value a list where the card holds a list."""
    return [value] if isinstance(held, list) and not isinstance(value, list | tuple) else value


def _held(card: Any, path: Path) -> Any:
    for part in path:
        if card is None:
            return None
        card = card.get(part) if isinstance(card, dict) else card[part]
    return card


def _at(card: Any, path: Path) -> Any:
    for part in path:
        card = card[part]
    return card


def _put(card: Any, path: Path, value: Any) -> None:
    for part in path[:-1]:
        card = card.setdefault(part, {}) if isinstance(card, dict) else card[part]
    card[path[-1]] = value
