"""How are the figures shown? As JSON, charts and one self-contained page."""
