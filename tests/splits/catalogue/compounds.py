"""Compounds with structures: far from one another, and for some of them a near relation."""

from __future__ import annotations

STRUCTURES = {
    "caffeine": "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
    "vorinostat": "ONC(=O)CCCCCCC(=O)Nc1ccccc1",
    "imatinib": "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1",
    "gefitinib": "COc1cc2ncnc(Nc3ccc(F)c(Cl)c3)c2cc1OCCCN1CCOCC1",
    "dexamethasone": "CC1CC2C3CCC4=CC(=O)C=CC4(C)C3(F)C(O)CC2(C)C1(O)C(=O)CO",
    "methotrexate": "CN(Cc1cnc2nc(N)nc(N)c2n1)c1ccc(cc1)C(=O)NC(CCC(=O)O)C(=O)O",
    "5-fluorouracil": "O=c1[nH]cc(F)c(=O)[nH]1",
    "cisapride": "COc1cc(N)c(Cl)cc1C(=O)NC1CCN(CCCOc2ccc(F)cc2)CC1OC",
    "olaparib": "O=C(c1cc(Cc2n[nH]c(=O)c3ccccc23)ccc1F)N1CCN(C(=O)C2CC2)CC1",
    "celecoxib": "Cc1ccc(cc1)-c1cc(C(F)(F)F)nn1-c1ccc(cc1)S(N)(=O)=O",
    "diazepam": "CN1C(=O)CN=C(c2ccccc2)c2cc(Cl)ccc12",
    "haloperidol": "O=C(CCCN1CCC(O)(CC1)c1ccc(Cl)cc1)c1ccc(F)cc1",
    "quercetin": "O=c1c(O)c(-c2ccc(O)c(O)c2)oc2cc(O)cc(O)c12",
    "metformin": "CN(C)C(=N)N=C(N)N",
    "sulfamethoxazole": "Cc1cc(NS(=O)(=O)c2ccc(N)cc2)no1",
    "warfarin": "CC(=O)CC(c1ccccc1)c1c(O)c2ccccc2oc1=O",
}
"""Pairwise Tanimoto similarity (Morgan, radius 2, 2048 bits) is below 0.3; scaffolds differ."""

SALTS = {
    "imatinib": ("imatinib mesylate", "CS(=O)(=O)O." + STRUCTURES["imatinib"]),
    "gefitinib": ("gefitinib hydrochloride", "Cl." + STRUCTURES["gefitinib"]),
    "haloperidol": ("haloperidol hydrochloride", "Cl." + STRUCTURES["haloperidol"]),
}
"""For a compound, the name and the structure of a salt of it."""

SIBLINGS = {
    "caffeine": ("theophylline", "CN1C2=C(C(=O)N(C1=O)C)NC=N2"),
    "diazepam": ("nordazepam", "O=C1CN=C(c2ccccc2)c2cc(Cl)ccc2N1"),
}
"""For a compound, another one with the same scaffold and a similarity below 0.6."""

NEIGHBOURS = {
    "olaparib": (
        "olaparib, ethyl analogue",
        "O=C(c1cc(Cc2n[nH]c(=O)c3ccccc23)ccc1F)N1CCN(C(=O)CC2CC2)CC1",
    ),
    "cisapride": (
        "cisapride, bromo analogue",
        "COc1cc(N)c(Br)cc1C(=O)NC1CCN(CCCOc2ccc(F)cc2)CC1OC",
    ),
}
"""For a compound, a neighbour with a Tanimoto similarity of 0.7 or more."""
