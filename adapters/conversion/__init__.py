"""The steps of a conversion: open a source, write its keys into the card, say what was done."""
