"""The laws: first what an answer is, then what it may depend on, then what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.errors import UnknownLawError
from aivc.reference_models.conformance.laws import (
    after_harvest,
    card,
    combination_of_one,
    commute,
    control_stays,
    determinism,
    dose_zero,
    empty_query,
    every_query,
    feature_order,
    feature_renaming,
    hash_seed,
    keeps_to_card,
    label_renaming,
    predict_twice,
    project_after_lift,
    quantiles,
    query_company,
    query_order,
    reads_only_the_view,
    refit,
    restore,
    seed,
    space,
    status,
    unit_renaming,
    unseen_agent,
    until_harvest,
    view_order,
    view_untouched,
)

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Law

LAWS: tuple[Law, ...] = (
    card.LAW,
    every_query.LAW,
    empty_query.LAW,
    unseen_agent.LAW,
    status.LAW,
    quantiles.LAW,
    space.LAW,
    keeps_to_card.LAW,
    determinism.LAW,
    seed.LAW,
    hash_seed.LAW,
    query_order.LAW,
    query_company.LAW,
    view_order.LAW,
    unit_renaming.LAW,
    label_renaming.LAW,
    feature_order.LAW,
    feature_renaming.LAW,
    dose_zero.LAW,
    control_stays.LAW,
    combination_of_one.LAW,
    commute.LAW,
    until_harvest.LAW,
    after_harvest.LAW,
    project_after_lift.LAW,
    reads_only_the_view.LAW,
    view_untouched.LAW,
    refit.LAW,
    predict_twice.LAW,
    restore.LAW,
)


def laws_named(names: tuple[str, ...]) -> tuple[Law, ...]:
    """Return laws by name, all of them where none is named.

    Raises
    ------
    UnknownLawError
        There is no law of a name.

    Examples
    --------
    >>> [law.name for law in laws_named(("commute", "dose-zero"))]
    ['dose-zero', 'commute']
    """
    known = {law.name for law in LAWS}
    if unknown := [name for name in names if name not in known]:
        msg = f"there is no law {unknown[0]!r}; the laws are {', '.join(law.name for law in LAWS)}"
        raise UnknownLawError(msg)
    return tuple(law for law in LAWS if not names or law.name in names)
