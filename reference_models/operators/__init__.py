"""The operator grammar as objects that compute: measure, lift, project, intervene, read out.

States live at a scale. An operator takes a state at one scale and gives one at the same or another;
:class:`aivc.reference_models.operators.chain.Chain` refuses operators that do not compose, by the
same table as the chains of cards (:mod:`aivc.validators.grammar.composition`).
"""
