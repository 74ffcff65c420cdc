"""One law in each file; :mod:`aivc.reference_models.conformance.registry` lists them."""
