"""Effects within blocks, as text and as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable

if TYPE_CHECKING:
    from aivc.evaluation.effect.found import (
        ContrastEffects,
        Effects,
        EffectStudy,
        Estimate,
        FeatureEffect,
    )

SHOWN = 10
"""Features, or treatments, that the text lists."""


@dataclass(frozen=True, slots=True)
class EffectSummary:
    """Effects of treatments on a dataset; prints as the text of ``aivc effect``."""

    path: str
    study: EffectStudy

    def __str__(self) -> str:
        """Return the text that ``aivc effect`` prints."""
        study = self.study
        lines = [
            f"{printable(self.path)}: effect of {printable(study.treatment)} {_within(study)}",
            f"  outcomes: {printable(study.matrix)}, {study.space} of each unit",
            f"  {study.n_units:,} units ({printable(study.unit)}) of {study.n_rows:,} rows",
        ]
        if study.n_rows_left_out:
            lines.append(
                f"  {study.n_rows_left_out:,} rows have no block or unit, and are left out"
            )
        lines += [line for caution in _cautions(study) for line in wrapped(caution, "  ")]
        if len(study.contrasts) == 1:
            lines += _one(study.contrasts[0])
        else:
            lines += _many(study.contrasts)
        lines += ["", *wrapped(_RESTS_ON, "  ")]
        return "\n".join(lines) + "\n"

    def as_document(self) -> dict[str, Any]:
        """Return everything as plain data; null where a bound is infinite."""
        document: dict[str, Any] = {"path": self.path, **asdict(self.study)}
        document["space"] = str(self.study.space)
        found: dict[str, Any] = _finite(document)
        return found


_RESTS_ON = (
    "This rests on treatments having been given to the units of a block in an order that chance "
    "could have made another, and on no unit being changed by the treatment of another. Where "
    "plates share one layout, the place in the plate is not randomised."
)


def _within(study: EffectStudy) -> str:
    if study.blocks:
        return "within " + " x ".join(printable(name) for name in study.blocks)
    return "over all units as one block"


def _cautions(study: EffectStudy) -> list[str]:
    found = []
    if not study.blocks:
        found.append("No blocks: the dataset tells of no second plate, batch, donor or laboratory.")
    if study.ignored:
        found.append(f"Said not to change the outcome: {', '.join(map(printable, study.ignored))}.")
    if study.treated_whole:
        found.append(
            f"Caution: all rows of one {' or one '.join(study.treated_whole)} have the same "
            f"treatment. If it was given to them as a whole, rows are no units, and p and "
            f"intervals claim more than there is; use --unit {study.treated_whole[0]}."
        )
    uneven = sorted({name for each in study.contrasts for name in each.uneven})
    if uneven:
        found.append(
            f"Caution: treatment is spread unevenly over {', '.join(uneven)}, which makes no "
            f"blocks."
        )
    return found


def _one(contrast: ContrastEffects) -> list[str]:
    effects = contrast.effects
    if effects is None:
        return ["", *wrapped(f"{printable(contrast.treated)}: {contrast.because}.", "  ")]
    has_blocks = effects.n_blocks + effects.n_blocks_alike > 1
    lines = ["", f"  {_compared(contrast)}; any effect: p = {effects.p_any:.4g}"]
    lines += wrapped(_how(effects), "  ")
    head = f"  {'effect [interval]':>32} {'p':>8} {'adjusted':>9}"
    lines += ["", head + (f"   {'ignoring blocks':>32}" if has_blocks else "") + "   feature"]
    for each in _strongest(effects):
        line = f"  {_text(each.within):>32} {each.within.p:>8.3g} {each.adjusted_p:>9.3g}"
        if has_blocks:
            line += f"{' *' if each.is_confounded else '  '} {_text(each.across):>32}"
        lines.append(f"{line}   {printable(each.feature)}")
    n_more = len(effects.features) - SHOWN
    if n_more > 0:
        lines.append(f"  and {n_more:,} more features; --json has all")
    n_confounded = sum(each.is_confounded for each in effects.features)
    if has_blocks:
        lines += wrapped(
            f"* {n_confounded:,} of {len(effects.features):,} estimates that ignore blocks lie "
            f"outside the interval within blocks.",
            "  ",
        )
    return lines


def _how(effects: Effects) -> str:
    power = effects.log10_arrangements
    number = f"{round(10**power):,}" if power < 9 else f"about 10^{power:.0f}"
    looked = (
        f"all {number} ways to treat these units"
        if effects.is_exact
        else f"{effects.n_drawn:,} of {number} ways to treat these units, drawn with seed "
        f"{effects.seed}"
    )
    said = [f"{looked}; the smallest p they can give is {effects.smallest_p:.2g}"]
    if effects.smallest_p > 1 - effects.level + 1e-12:
        said.append(f"too few for any interval of {effects.level:.0%} to end")
    if effects.n_blocks_alike:
        said.append(
            f"{effects.n_blocks_alike:,} blocks with {effects.n_units_alike:,} units hold one "
            f"treatment only and tell nothing"
        )
    if effects.not_finite:
        said.append(f"{len(effects.not_finite):,} features lack values and are left out")
    return "; ".join(said) + "."


def _many(contrasts: tuple[ContrastEffects, ...]) -> list[str]:
    told = sorted(
        (each for each in contrasts if each.effects is not None),
        key=lambda each: (each.adjusted_p_any, each.treated),
    )
    n_found = sum(each.adjusted_p_any <= 0.05 for each in told)
    found = f"{n_found:,} have an effect on some feature (p <= 0.05 adjusted for their number)"
    lines = [
        "",
        f"  {len(contrasts):,} treatments; {found}",
        f"  {'p any':>9} {'adjusted':>9}   compared, strongest feature and its effect",
    ]
    for each in told[:SHOWN]:
        assert each.effects is not None  # noqa: S101 - those without were left out above
        best = _strongest(each.effects)[0]
        lines.append(
            f"  {each.effects.p_any:>9.3g} {each.adjusted_p_any:>9.3g}   {_compared(each)}: "
            f"{printable(best.feature)} {_text(best.within)}"
        )
    if len(told) > SHOWN:
        lines.append(f"  and {len(told) - SHOWN:,} more; --json has all")
    refused = [each for each in contrasts if each.effects is None]
    if refused:
        names = ", ".join(printable(each.treated) for each in refused[:5])
        lines += wrapped(
            f"{len(refused):,} treatments cannot be told from the design, such as {names}: "
            f"{refused[0].because}.",
            "  ",
        )
    return lines


def _compared(contrast: ContrastEffects) -> str:
    if not contrast.control:
        return f"slope on {printable(contrast.treated)} over {contrast.n_treated:,} units"
    return (
        f"{printable(contrast.treated)} ({contrast.n_treated:,}) against "
        f"{printable(contrast.control)} ({contrast.n_control:,})"
    )


def _strongest(effects: Effects) -> list[FeatureEffect]:
    return sorted(
        effects.features,
        key=lambda each: (each.adjusted_p, -abs(each.standardised), each.feature),
    )[:SHOWN]


def _text(estimate: Estimate) -> str:
    return f"{estimate.value:.4g} [{estimate.low:.4g}, {estimate.high:.4g}]"


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value
