"""One report over the folds of a split."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from aivc.evaluation.pooling.fold_report import fold_report
from aivc.evaluation.pooling.joined import joined
from aivc.evaluation.pooling.refusal import refuse_unlike
from aivc.evaluation.scoring.call_out import called
from aivc.evaluation.scoring.report import ReportHead, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.pooling.fold_report import FoldReport


def pool(
    documents: Sequence[Mapping[str, Any]], names: Sequence[str], *, seed: int = 0
) -> dict[str, Any]:
    """Compute one report over all units of all folds.

    Everything is computed from the same numbers by unit, and in the same way, as the report of one
    fold. What is relative to the units or to the training of a fold stays so, and notes say it.

    Parameters
    ----------
    documents
        Reports of folds as plain data, in any order.
    names
        Of their files, for messages.
    seed
        Of the bootstrap and of sign flips.

    Returns
    -------
    dict
        An instance of ``EvaluationReport`` of the standard, as plain data.

    Raises
    ------
    PoolingError
        They are not about different folds of one split, by one predictor.
    """
    folds = [fold_report(each, name) for each, name in zip(documents, names, strict=True)]
    refuse_unlike(folds)
    folds.sort(key=lambda fold: fold.index)
    digests = sorted(str(fold.document["manifest_digest"]) for fold in folds)
    judgement = joined(folds, manifest_digest=_digest(digests))
    report = report_of(judgement, _head(folds, digests), seed=seed)
    missing = sorted(set(range(1, folds[0].n_folds + 1)) - {fold.index for fold in folds})
    if missing:
        told = ", ".join(map(str, missing))
        because = f"of {folds[0].n_folds} folds these are not in the report: {told}"
        report["called_out"] = [called("missing_folds", because), *report.get("called_out", ())]
    return report


def _head(folds: Sequence[FoldReport], manifest_digests: Sequence[str]) -> ReportHead:
    first = folds[0].document
    predictions = _digest([str(fold.document.get("prediction_digest", "")) for fold in folds])
    looks = [fold.document.get("looks") for fold in folds]
    counted = [int(each) for each in looks if each is not None]
    name = str(first["predictor"]).rsplit("/", 1)[-1]
    claims = [fold.document.get("verified_claims", []) for fold in folds]
    return ReportHead(
        f"aivc:reports/{name}-pooled-{predictions[:12]}",
        str(first["predictor"]),
        first["evaluated_on"],
        predictions,
        _agreed([fold.document.get("predictor_card") or {} for fold in folds]),
        _cost([fold.document.get("cost") or {} for fold in folds]),
        tuple(claim for claim in claims[0] if all(claim in each for each in claims)),
        tuple(_unverified(folds)),
        max(counted) if len(counted) == len(folds) else None,
        _notes(folds),
        pooled_from=tuple(manifest_digests),
    )


def _notes(folds: Sequence[FoldReport]) -> tuple[str, ...]:
    sizes = ", ".join(f"{fold.index} ({len(fold.judgement.units.unit_ids)})" for fold in folds)
    return (
        f"pooled over {len(folds)} of {folds[0].n_folds} folds, with units of each: {sizes}",
        "looks are those at the fold that was looked at most",
    )


def _unverified(folds: Sequence[FoldReport]) -> list[str]:
    """Return claims that did not hold in a fold."""
    said = [
        f"fold {fold.index}: {each['because']}"
        for fold in folds
        for each in fold.document.get("called_out", ())
        if each["called_out_kind"] == "unverified_claim"
    ]
    return list(dict.fromkeys(said))


def _agreed(cards: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what all cards say; where they differ in what a card must say, that of the first."""
    return {
        slot: value
        for slot, value in cards[0].items()
        if slot == "uncertainty" or all(each.get(slot) == value for each in cards)
    }


def _cost(costs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return times and queries of all folds together, and the most memory of any."""
    cost: dict[str, Any] = {
        slot: sum(each[slot] for each in costs)
        for slot in ("fit_seconds", "predict_seconds", "n_queries")
        if all(slot in each for each in costs)
    }
    if all("peak_memory_bytes" in each for each in costs):
        cost["peak_memory_bytes"] = max(each["peak_memory_bytes"] for each in costs)
    if cost.get("n_queries") and "predict_seconds" in cost:
        cost["seconds_per_1000_queries"] = 1000 * cost["predict_seconds"] / cost["n_queries"]
    return cost


def _digest(digests: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
