"""What stands in a paragraph of a Word file.

inline (reads runs) -> line_text (what is read)      fields, note_numbers, drawings   what stands among the runs
"""
