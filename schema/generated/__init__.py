"""Artefacts of the standard.

Generated from schema/*.yaml. Do not edit; run `python tools/generate.py write`.
"""
