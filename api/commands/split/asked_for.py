"""From the options of ``aivc split make`` to a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aivc.splits.making.request import PartRequest, SplitRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EVALUATED = ("validation", "calibration", "test")


def request_of(said: Mapping[str, Any]) -> SplitRequest:
    """Return the request that options ask for.

    Raises
    ------
    click.UsageError
        A size is no number, or would be ignored, or a value has no axis.
    """
    sizes, given = _sizes_and_values(said)
    if "test" in sizes and (said["folds"] or said["leave_one_out"]):
        message = "folds decide how large the test is; leave --test out, or the folds"
        raise click.UsageError(message)
    return SplitRequest(
        hold_out=tuple(map(axis_named, said["hold_out"])),
        parts=_parts(sizes, given, said),
        size_in=said["size_in"],
        novelty="seen_in_other_context" if said["seen_elsewhere"] else "unseen",
        off_diagonal="training" if said["train_off_diagonal"] else "excluded",
        folds=said["folds"],
        leave_one_out=said["leave_one_out"],
        repeats=said["repeats"],
        inner_folds=said["nested"],
        strata=tuple(said["strata"]),
        few_shot=said["few_shot"],
        members_seen=tuple(dict.fromkeys(said["combination_seen"])),
        interpolate=said["interpolate"] or "",
        extrapolate=said["extrapolate"] or "",
        block=said["block"],
        buffer=said["buffer"],
        given={name: tuple(values) for name, values in given.items()},
        exclude=tuple(_pair(text, "--exclude") for text in said["exclude"]),
        keep_whole=tuple(map(axis_named, said["keep_whole"])),
        shared=tuple(map(axis_named, said["shared"])),
        controls=said["controls"],
        tolerance=said["tolerance"],
        seed=said["seed"],
    )


def file_settings(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what options say about the file."""
    binding: dict[str, list[str]] = {}
    for text in said["bind"]:
        axis, columns = _pair(text, "--bind")
        binding.setdefault(axis, []).extend(columns.split(","))
    return {
        "binding": binding,
        "combination_separator": said["separator"],
        "control_labels": said["control_label"],
        "coordinates": said["coordinates"],
        "coordinate_unit": said["coordinate_unit"],
        "tile": said["tile"],
        "similarity_threshold": said["similarity"],
        "table": said["table"],
        "tasks": said["tasks"],
        "card": said["card"],
        "level": said["level"],
        "profile": said["profile"],
        "force": said["force"],
    }


def _sizes_and_values(
    said: Mapping[str, Any],
) -> tuple[dict[str, float], dict[str, list[tuple[str, str]]]]:
    sizes: dict[str, float] = {}
    given: dict[str, list[tuple[str, str]]] = {}
    for name in _EVALUATED:
        for text in said[name]:
            if "=" in text:
                given.setdefault(name, []).append(_pair(text, f"--{name}"))
            else:
                sizes[name] = _number(text, f"--{name}")
    return sizes, given


def _parts(
    sizes: Mapping[str, float], given: Mapping[str, Sequence[Any]], said: Mapping[str, Any]
) -> tuple[PartRequest, ...]:
    asked = {name for name in _EVALUATED if name in sizes or name in given}
    asked |= {"test"} | ({"validation"} if said["nested"] else set())
    # Where values are given, they decide, and the size does not count.
    parts = [
        PartRequest("train", "training"),
        *(PartRequest(n, n, sizes.get(n, _USUAL[n])) for n in _EVALUATED if n in asked),
    ]
    seen = tuple(dict.fromkeys(said["combination_seen"]))
    if len(seen) > 1:
        tests = [PartRequest(f"test_seen_{n}", "test", sizes.get("test", 0.2)) for n in seen]
        parts = [part for part in parts if part.role != "test"] + tests
    return tuple(parts)


_USUAL = {"validation": 0.1, "calibration": 0.1, "test": 0.2}


def _number(text: str, option: str) -> float:
    try:
        return float(text)
    except ValueError:
        message = f"{option} takes a size such as 0.2, or AXIS=VALUE such as donor=D3, not {text!r}"
        raise click.UsageError(message) from None


def _pair(text: str, option: str) -> tuple[str, str]:
    axis, found, value = text.partition("=")
    if not found or not axis.strip() or not value:
        message = f"{option} takes AXIS=VALUE, such as donor=D3, not {text!r}"
        raise click.UsageError(message)
    return axis_named(axis), value


def axis_named(text: str) -> str:
    """Return the axis that is meant: take ``cell-line`` and ``Cell line`` for ``cell_line``."""
    return text.strip().lower().replace("-", "_").replace(" ", "_")
