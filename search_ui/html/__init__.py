"""Spans and blocks -> safe HTML."""
