"""The data standard for AI virtual cells."""
