"""The standard: LinkML source, generated models and JSON Schemas, vocabulary."""
