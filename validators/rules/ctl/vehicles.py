"""Liquids that carry agents, known by structure or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.validators.design.contrasts import agents_of, contrasts_of

if TYPE_CHECKING:
    from aivc.schema.generated.views import Agent, DatasetCard, Intervention

VEHICLE_BY_INCHIKEY = {
    "IAZDPXIOMUYVGZ-UHFFFAOYSA-N": "dimethyl sulfoxide",
    "XLYOFNOQVPJJNP-UHFFFAOYSA-N": "water",
    "LFQSCWFLJHTTHZ-UHFFFAOYSA-N": "ethanol",
    "OKKJLVBELUTLKV-UHFFFAOYSA-N": "methanol",
    "WEVYAHXRMPXWCK-UHFFFAOYSA-N": "acetonitrile",
    "ZMXDDKWLCZADIW-UHFFFAOYSA-N": "dimethylformamide",
    "CSCPPACGZOOCGX-UHFFFAOYSA-N": "acetone",
}
VEHICLE_BY_CHEBI = {
    "CHEBI:28262": "dimethyl sulfoxide",
    "CHEBI:15377": "water",
    "CHEBI:16236": "ethanol",
    "CHEBI:17790": "methanol",
    "CHEBI:38472": "acetonitrile",
    "CHEBI:17741": "dimethylformamide",
    "CHEBI:15347": "acetone",
}
ALSO_STUDIED = frozenset(set(VEHICLE_BY_INCHIKEY.values()) - {"dimethyl sulfoxide", "water"})
"""Vehicles that toxicology studies as agents; where there is another control they may be meant."""


def vehicle_name(agent: Agent) -> str | None:
    """Return the vehicle that an agent is, or None where it is none.

    What identifies a substance decides; names only where nothing identifies it.
    """
    inchikey = getattr(agent, "inchikey", None)
    chebi = getattr(agent, "chebi_id", None)
    if inchikey is not None:
        return VEHICLE_BY_INCHIKEY.get(inchikey)
    if chebi is not None:
        return VEHICLE_BY_CHEBI.get(chebi)
    for name in (agent.agent_id, agent.label):
        if name is not None and control_kind_of(name) == "vehicle":
            return name
    return None


def vehicle_interventions(card: DatasetCard) -> dict[str, tuple[Intervention, str]]:
    """Return the interventions of treated conditions that apply nothing but a vehicle.

    A vehicle that is deliberately studied, which some control names in ``control_for``, is a
    treatment like any other; so is ethanol or another toxic one where there is another control.

    Returns
    -------
    dict
        Intervention and name of the vehicle, by identifier of the condition.
    """
    vehicles = {agent.agent_id: vehicle_name(agent) for agent in card.agents}
    if not any(vehicles.values()):
        return {}
    contrasts = contrasts_of(card)
    only_vehicle: dict[str, tuple[Intervention, str]] = {}
    for intervention in card.interventions:
        names = [vehicles.get(agent) for agent in agents_of(intervention)]
        if not intervention.intervention_id or not names or None in names:
            continue
        if not (contrasts.negative_conditions and ALSO_STUDIED.issuperset(names)):
            only_vehicle[intervention.intervention_id] = (intervention, str(names[0]))
    studied = {condition for control in card.controls for condition in control.control_for}
    return {
        name: only_vehicle[condition.intervention or ""]
        for name, condition in contrasts.treated.items()
        if condition.intervention in only_vehicle and name not in studied
    }
