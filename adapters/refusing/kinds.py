"""Kinds of sources that are told in several ways: by name, by text, by what is packed in them."""

from __future__ import annotations

from aivc.adapters.refusing.refusal import Refusal

PROGRAM = Refusal("is a program, no data", "run it and convert the table or matrix that it makes")
WEIGHTS = Refusal(
    "holds weights of a model or tensors, which are never opened",
    "write data as h5ad; a model is described by a predictor card",
)
