"""Channels of isobaric labels that hold no single cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.relations import per_level

if TYPE_CHECKING:
    from aivc.adapters.drafting.columns import ObsColumns

CHANNEL_COLUMNS = frozenset({"channel", "tmtchannel", "tmt", "label"})
SLOTS = {"carrier": "carrier_channel", "reference": "reference_channel"}
"""Slot by what a column calls the sample in the channel."""

BLANKS = frozenset({"blank", "empty", "negative control"})
"""What a column calls a channel that was labelled and got no cell. A channel that was not used at
all is none of them: it holds what leaked over from its neighbours."""


def channels_of(obs: ObsColumns) -> dict[str, tuple[Any, str]]:
    """Return slot, channel and evidence for carrier, reference and blanks, as far as told.

    A channel that is blank in some sets and holds cells in others is not among the blanks.
    """
    channel = next((c for c in obs if joined(c.name) in CHANNEL_COLUMNS and c.labels), None)
    texts = (c for c in obs if c.is_text)
    kinds = next((c for c in texts if "carrier" in map(str.casefold, c.labels)), None)
    if channel is None or kinds is None:
        return {}
    found: dict[str, tuple[Any, str]] = {}
    for code, name in per_level(kinds.codes, channel).items():
        slot = SLOTS.get(kinds.labels[code].casefold())
        if slot is not None:
            said = f"{kinds.name} says {kinds.labels[code]} where {channel.name} is this"
            found[slot] = (channel.labels[name], said)
    blank = [
        channel.labels[name]
        for name, code in per_level(channel.codes, kinds).items()
        if kinds.labels[code].casefold() in BLANKS
    ]
    if blank:
        found["blank_channels"] = (sorted(blank), f"{kinds.name} says so wherever these are")
    return found
