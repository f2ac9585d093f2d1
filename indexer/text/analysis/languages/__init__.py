"""What is known of single languages: words that say little, all words (``dictionaries``), phrases that ask, spellings that
are the same, words in other forms (``inflection``), and what sort of thing a question wants to hear (``wanted``)."""
