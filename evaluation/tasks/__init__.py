"""From a dataset, its card and its manifest to what a predictor sees and what it is judged on.

:func:`aivc.evaluation.tasks.resolve.resolve_task` says what is asked,
:func:`aivc.evaluation.tasks.prepare.prepare` makes the training view, the queries and the truth.
"""
