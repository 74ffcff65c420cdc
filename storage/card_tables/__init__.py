"""Tables that stand beside a card: samples, conditions and dosing events, a row each."""
