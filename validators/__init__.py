"""Facts, rules, findings and the engine that runs them."""
