"""The part of the screen's card about its drugs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.reference_models.synthetic.card_interventions import DRUGS

if TYPE_CHECKING:
    from collections.abc import Sequence

FURTHER_DRUGS: dict[str, dict[str, Any]] = {
    "prednisolone": {
        "inchikey": "OIGNJSKKLXVSLS-VWUMJDOOSA-N",
        "smiles": "C[C@]12C[C@H](O)[C@H]3[C@@H](CCC4=CC(=O)C=C[C@]34C)[C@@H]1CC[C@]2(O)C(=O)CO",
        "chebi_id": "CHEBI:8378",
        "mechanism_of_action": ["glucocorticoid receptor agonist"],
    },
    "vorinostat": {
        "inchikey": "WAEXFXRVDQXREF-UHFFFAOYSA-N",
        "smiles": "O=C(CCCCCCC(=O)Nc1ccccc1)NO",
        "chebi_id": "CHEBI:45716",
        "mechanism_of_action": ["HDAC inhibitor"],
    },
    "ruxolitinib": {
        "inchikey": "HFNKQEVNSGCOJV-OAHLLOKOSA-N",
        "smiles": "N#CC[C@H](C1CCCC1)n1cc(-c2ncnc3[nH]ccc23)cn1",
        "chebi_id": "CHEBI:66919",
        "mechanism_of_action": ["JAK inhibitor"],
    },
    "tofacitinib": {
        "inchikey": "UJLAWZDWDVHWOW-YPMHNXCESA-N",
        "smiles": "C[C@@H]1CCN(C(=O)CC#N)C[C@@H]1N(C)c1ncnc2[nH]ccc12",
        "chebi_id": "CHEBI:71200",
        "mechanism_of_action": ["JAK inhibitor"],
    },
    "palbociclib": {
        "inchikey": "AHJRHEGDXFFMBM-UHFFFAOYSA-N",
        "smiles": "CC(=O)c1c(C)c2cnc(Nc3ccc(N4CCNCC4)cn3)nc2n(C2CCCC2)c1=O",
        "chebi_id": "CHEBI:85993",
        "mechanism_of_action": ["CDK inhibitor"],
    },
    "ribociclib": {
        "inchikey": "RHXHGRAEPCAFML-UHFFFAOYSA-N",
        "smiles": "CN(C)C(=O)c1cc2cnc(Nc3ccc(N4CCNCC4)cn3)nc2n1C1CCCC1",
        "chebi_id": "CHEBI:230905",
        "mechanism_of_action": ["CDK inhibitor"],
    },
    "trametinib": {
        "inchikey": "LIRYPHYGHXZJBZ-UHFFFAOYSA-N",
        "smiles": "CC(=O)Nc1cccc(-n2c(=O)n(C3CC3)c(=O)c3c(Nc4ccc(I)cc4F)n(C)c(=O)c(C)c32)c1",
        "chebi_id": "CHEBI:75998",
        "mechanism_of_action": ["MEK inhibitor"],
    },
    "selumetinib": {
        "inchikey": "CYOHGALHFOKKQC-UHFFFAOYSA-N",
        "smiles": "Cn1cnc2c(F)c(Nc3ccc(Br)cc3Cl)c(C(=O)NOCCO)cc21",
        "chebi_id": "CHEBI:90227",
        "mechanism_of_action": ["MEK inhibitor"],
    },
}
TARGETS = {
    "glucocorticoid receptor agonist": ("ENSG00000113580", "agonist"),
    "HDAC inhibitor": ("ENSG00000116478", "inhibitor"),
    "JAK inhibitor": ("ENSG00000096968", "inhibitor"),
    "CDK inhibitor": ("ENSG00000105810", "inhibitor"),
    "MEK inhibitor": ("ENSG00000169032", "inhibitor"),
}
"""Gene that a drug of each mechanism acts on: NR3C1, HDAC1, JAK2, CDK6 and MAP2K1."""


def agents_of_screen() -> list[dict[str, Any]]:
    """Return the drugs and the vehicle."""
    return [
        {
            "agent_id": name,
            "agent_type": "Chemical",
            "label": name,
            **facts,
            "parent_inchikey": facts["inchikey"],
            **_acting_on(facts.get("mechanism_of_action", ())),
        }
        for name, facts in {**DRUGS, **FURTHER_DRUGS}.items()
    ]


def _acting_on(mechanisms: Sequence[str]) -> dict[str, Any]:
    targets = [TARGETS[mechanism] for mechanism in mechanisms]
    named = [{"target_feature": gene, "target_action": action} for gene, action in targets]
    return {"agent_targets": named} if named else {}
