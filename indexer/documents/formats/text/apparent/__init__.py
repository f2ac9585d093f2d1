"""What is apparent from a text without markup?

lines       what a line looks like on its own            apparent_headings  lines that look like headings among others
underlines  headings that are underlined, and code       page_layout        heads and feet, titles, headings at the margin
library_books  the notices around a book               typeset_tables      tables of LaTeX
stamped_lines  what was said and when, entry by entry
"""
