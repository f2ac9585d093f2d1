"""What is known of single languages: words that say little, phrases that ask, spellings that are the same, words in other
forms (``inflection``), and what sort of thing a question wants to hear (``wanted``)."""
