"""Formats of text with markup in it: their text is what remains when the markup is gone."""
