"""Profiles and signatures of LINCS L1000 and whatever else is kept as GCT or GCTX."""
