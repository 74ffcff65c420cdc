"""What is wrong with the structure of the statement of a file of predictions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from aivc.schema.structure_problem import ProblemKind
from aivc.validators.findings import Evidence
from aivc.validators.rules.prd.judging import about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aivc.schema.structure_problem import StructureProblem

MISSING = frozenset({ProblemKind.MISSING_REQUIRED, ProblemKind.CONDITIONAL_REQUIRED})

CARD = "/predictor_card"


def explained(problems: Iterable[StructureProblem]) -> Iterator[Evidence]:
    """Yield one piece of evidence for each place of the statement."""
    for place, same in groupby(sorted(problems, key=_place), key=_place):
        first, *others = same
        what, remedy = _words(first)
        yield Evidence(
            about(place),
            observed=first.observed,
            expected=first.expected,
            count=1 + len(others),
            values={"what": what, "remedy": remedy},
        )


def _place(problem: StructureProblem) -> str:
    inside = problem.pointer.strip("/")
    if problem.kind in MISSING:
        return "/".join(part for part in (inside, problem.slot) if part)
    return inside


def _words(problem: StructureProblem) -> tuple[str, str]:
    slot = f"`{problem.slot or _place(problem) or problem.class_name}`"
    of = f"{problem.class_name}.{problem.slot}"
    if problem.kind in MISSING:
        where = f"Write {slot}"
        if problem.pointer.startswith(CARD):
            where += " in the card of your predictor, and name it in `aivc fit --predictor-card`"
        return f"{problem.class_name} lacks {slot}.", f"{where}; see `aivc schema print {of}`."
    if problem.kind is ProblemKind.UNKNOWN_FIELD:
        near = f" Did you mean `{problem.suggestion}`?" if problem.suggestion else ""
        return f"{problem.class_name} has no slot {slot}.{near}", f"Delete {slot} or mend its name."
    expected = problem.expected or "a value that the standard allows"
    return f"{slot} is {problem.observed}; expected {expected}.", f"Write {expected} there."
