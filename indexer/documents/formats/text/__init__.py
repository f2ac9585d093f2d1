"""Formats whose bytes are the text itself: their text is the file's, untouched.

decoding   bytes -> text, for these and for markup      legacy_encodings    those of before Unicode, by how text looks
alphabets  which letters one language has together
plain      text without markup, by what is apparent from it (apparent/)
captions   what is said in subtitles, of whose cues (cues)
calendars  appointments and tasks              chats       messages that were exported as JSON
jsonl      a document a line                   mark_collector   what of a block's words is marked
"""
