"""Edits that the examples of several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, SetCard, SetColumn

if TYPE_CHECKING:
    from aivc.validators.examples.example import Edit

POINTER = "/readouts/1"
"""Where the readout of an example is."""

GENE_SETS = "GLUCOCORTICOID\tup\tFKBP5\tTSC22D3\tPER1\tDUSP1\nHDAC\tup\tH1-0\tCDKN1A\n"


def readout(kind: str, scale: str = "cell", **further: object) -> SetCard:
    """Put a readout of the drug specimen in the place of its second one."""
    value = {
        "readout_id": "example",
        "readout_type": kind,
        "input_tables": ["X"],
        "output_scale": scale,
        **further,
    }
    return SetCard(POINTER, value)


def pathways(text: str = GENE_SETS, **further: object) -> tuple[Edit, ...]:
    """Score gene sets of a file beside the card."""
    named = {
        "name": "Responses",
        "version": "1",
        "path": "sets.gmt",
        "license": "CC0-1.0",
        **further,
    }
    return (AddFile("sets.gmt", text), readout("pathway_activity", feature_set=named))


def neighbours(**further: object) -> tuple[Edit, ...]:
    """Read neighbourhoods off cells in a section, which have places."""
    spatial = {
        "operator_id": "rna",
        "operator_type": "ImagingSpatial",
        "scale": "cell",
        **further,
    }
    graph = {"graph": "delaunay"}
    return (
        SetCard("/operators/0", spatial),
        SetColumn("obs", "suspension_type", "na"),
        SetColumn("obs", "x_centroid", [10.0 * row for row in range(48)]),
        SetColumn("obs", "y_centroid", [5.0 * row for row in range(48)]),
        readout("spatial_neighbourhood", "niche", neighbourhood=graph),
    )


def survival(times: object = None, events: object = None, **further: object) -> tuple[Edit, ...]:
    """Ask how long donors lived, of whom each has one time and one event."""
    endpoint = {
        "endpoint_kind": "overall_survival",
        "time_column": "os_days",
        "event_column": "died",
        "subject_column": "donor_id",
        **further,
    }
    usual_times = [120] * 16 + [300] * 16 + [365] * 16
    usual_events = [1] * 32 + [0] * 16
    return (
        SetColumn("obs", "os_days", usual_times if times is None else times),
        SetColumn("obs", "died", usual_events if events is None else events),
        readout("clinical_endpoint", "organism", endpoint=endpoint),
    )


FOUR_LEVELS = (
    *(SetCard(f"/interventions/{place}/events/0/agent", "dexamethasone") for place in (2, 3)),
    *(
        SetCard(f"/interventions/{place}/events/0/amount/value", amount)
        for place, amount in ((2, 0.1), (3, 10))
    ),
    *(
        SetCard(f"/conditions/{place}/harvest_time/value", hours)
        for place, hours in ((0, 6), (1, 12))
    ),
)
"""Four doses of dexamethasone, harvested at three times; panobinostat is left with one of each."""
