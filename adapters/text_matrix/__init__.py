"""Matrices of numbers written as text."""
