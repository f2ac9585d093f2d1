"""What ranking reads of a passage, packed: entries to bytes (packing), these to arrays (joined_passages), then candidates.

What the cluster searches of it is made beside that (searched_texts).

A passage is a byte string of its own: CRC-32 (of all that follows, and then of the passage's id) · format · kind ·
length of the document's id · length of the words · the document's id · the words, each once · numbers (``varints``).

A word is its exact form and, behind a tab, its term where that is another; words are parted by line feeds, and hold
neither. The numbers are: the lengths of ``bm25f.FIELDS`` (4), runs r, tokens t; of each run its kind, its length in words
and how many tokens it has; of each token which of the words it is, where it starts (the difference to the token before it,
signed), and twice its length, one more where phrases see it. Texts are in UTF-8.
"""
