"""What resolving the labels of an axis gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merge:
    """Labels that mean one thing, and why they are taken for one.

    ``reason`` is a short phrase such as ``same letters but for case``, ``MLL is an earlier symbol
    of KMT2A`` or ``same parent InChIKey``. ``labels`` are as in the file, at least one of them
    other than ``canonical``.
    """

    canonical: str
    labels: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that may mean several things, or that could not be looked up. Nothing is merged.

    ``kind`` is ``ambiguous`` (several genes, several lines), ``stereo`` (compounds that differ in
    stereo or isotopes only), ``unresolved`` (nothing is known by this name), ``not_held`` (the
    vocabulary is not there), ``needs_chem`` (RDKit is not) or ``assumed`` (something was taken for
    granted, as the organism of gene symbols).
    ``count`` labels are in the same case; ``labels`` shows the first five. ``candidates`` are
    names, other than the labels, that they may be one with.
    """

    kind: str
    labels: tuple[str, ...]
    detail: str
    count: int = 1
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The labels of an axis, made canonical.

    Attributes
    ----------
    names
        Canonical names, sorted, each once. A control has none.
    place
        For each label as given, its position in ``names``; -1 for what is no value of the axis: a
        control, an empty label.
    members
        For each of ``names``, the canonical members it is made of, sorted; a single has itself.
    controls
        The labels that were taken for controls, sorted.
    separator
        Text that was taken to separate members of a combination; empty where nothing is split.
    separator_source
        ``declared``, ``detected`` or empty.
    merges
        Every merge, sorted by canonical name.
    doubts
        What could not be decided, sorted.
    """

    names: tuple[str, ...]
    place: tuple[int, ...]
    members: tuple[tuple[str, ...], ...] = ()
    controls: tuple[str, ...] = ()
    separator: str = ""
    separator_source: str = ""
    merges: tuple[Merge, ...] = ()
    doubts: tuple[Doubt, ...] = ()
