"""Formats whose bytes are the text itself: their text is the file's, untouched.

decoding   bytes -> text, for these and for markup      legacy_encodings    those of before Unicode, by how text looks
alphabets  which letters one language has together
lines      what a line looks like on its own            apparent_headings   lines that look like headings among others
underlines headings that are underlined, and code      captions  what is said in subtitles, of whose cues (cues)
calendars  appointments and tasks
"""
