"""Rule INT031: salts and other forms of one compound are known as such."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_chemical
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report small molecules that differ as applied and have one parent."""
    forms: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    chemicals = [agent for agent in card.agents if is_chemical(agent)]
    for agent in chemicals:
        if agent.parent_inchikey and agent.agent_id:
            # The same InChIKey under two names is INT019's; without one, names are all there is.
            form = agent.inchikey or agent.agent_id
            place = Place(agent.pointer, agent.agent_id)
            forms[agent.parent_inchikey].setdefault(form, place)
    groups = [tuple(by_form.values()) for by_form in forms.values() if len(by_form) > 1]
    if groups:
        places = [Place(g[1].pointer, " and ".join(p.name for p in g)) for g in groups]
        yield evidence_at(places, total=len(chemicals))


RULE = Rule(
    code="INT031",
    name="forms-of-one-compound",
    severity=Severity.INFO,
    level=Level.HEADER,
    title="Salts and other forms of one compound are known as such.",
    message="Among {total} small molecules, {count} parent compounds come in more than one form ({examples}).",
    fix="Nothing is wrong. When splitting by compound, keep the forms of one parent together.",
    why="A salt in training and its free base in test make an easy test that looks like a hard one.",
    check=check,
    needs_card=True,
    slots=("Chemical.parent_inchikey",),
    passing=(Example("three compounds, three parents"),),
    failing=(
        Example(
            "panobinostat and its lactate",
            edits=(
                SetCard(
                    "/agents/-",
                    {
                        "agent_id": "panobinostat_lactate",
                        "agent_type": "Chemical",
                        "label": "panobinostat lactate",
                        "inchikey": "XVDWNSFFSMWXJJ-ASTDGNLGSA-N",
                        "parent_inchikey": "FPOHNWQLNRZRFC-ZHACJKMWSA-N",
                    },
                ),
                SetCard("/interventions/3/events/0/agent", "panobinostat_lactate"),
            ),
            expect=(Expect("card:/agents/3"),),
        ),
    ),
)
