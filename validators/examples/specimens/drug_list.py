"""The drugs of the specimen ``compound_split``, and which of its rows they are in."""

from __future__ import annotations

DRUGS = {
    "imatinib": (
        "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1",
        "KTUFNOKKBVMGRW-UHFFFAOYSA-N",
    ),
    "nilotinib": (
        "Cc1cn(cn1)-c1cc(NC(=O)c2ccc(C)c(Nc3nccc(n3)-c3cccnc3)c2)cc(c1)C(F)(F)F",
        "HHZIURLSWUIHRB-UHFFFAOYSA-N",
    ),
    "ruxolitinib": ("N#CC[C@H](C1CCCC1)n1cc(-c2ncnc3[nH]ccc23)cn1", "HFNKQEVNSGCOJV-OAHLLOKOSA-N"),
    "S-ruxolitinib": (
        "N#CC[C@@H](C1CCCC1)n1cc(-c2ncnc3[nH]ccc23)cn1",
        "HFNKQEVNSGCOJV-HNNXBMFYSA-N",
    ),
    "prednisone": (
        "C[C@]12CC(=O)[C@H]3[C@@H](CCC4=CC(=O)C=C[C@]34C)[C@@H]1CC[C@]2(O)C(=O)CO",
        "XOFYZVNMUHMLCC-ZPOLXVRWSA-N",
    ),
    "prednisolone": (
        "C[C@]12C[C@H](O)[C@H]3[C@@H](CCC4=CC(=O)C=C[C@]34C)[C@@H]1CC[C@]2(O)C(=O)CO",
        "OIGNJSKKLXVSLS-VWUMJDOOSA-N",
    ),
    "aspirin": ("CC(=O)Oc1ccccc1C(=O)O", "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"),
    "salicylic acid": ("O=C(O)c1ccccc1O", "YGSDEFSMJLZEOE-UHFFFAOYSA-N"),
    "valproic acid": ("CCCC(CCC)C(=O)O", "NIJJYAXOARWZEE-UHFFFAOYSA-N"),
    "caffeine": ("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"),
    "theophylline": ("Cn1c(=O)c2[nH]cnc2n(C)c1=O", "ZFXYFBGIUFBOJW-UHFFFAOYSA-N"),
    "metformin": ("CN(C)C(=N)NC(=N)N", "XZWYZXLIPXDOLR-UHFFFAOYSA-N"),
}
"""SMILES and InChIKey."""


def rows_of(name: str) -> tuple[int, ...]:
    """Return the rows of a drug: one of each donor, not all on one plate.

    Examples
    --------
    >>> rows_of("imatinib"), rows_of("metformin")
    ((0, 24, 32), (5, 29, 37))
    """
    half, slot = divmod(list(DRUGS).index(name), 6)
    return tuple(8 * (2 * donor + (slot + donor + half) % 2) + slot for donor in range(3))
