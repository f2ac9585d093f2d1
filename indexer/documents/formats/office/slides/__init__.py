"""Presentations: slides in their order, shapes in reading order -> blocks.

slide_file (the reader) -> presentation (slides with layout, master, notes) -> slide_blocks (shapes) -> slide_text, bullets
reading_order   which shape is read before which
"""
