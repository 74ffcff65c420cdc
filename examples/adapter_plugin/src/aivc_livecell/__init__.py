"""Reads text exports of live-cell imagers for aivc."""
