"""What is known of single languages: words that say little, phrases that ask, what sort of thing a question wants
to hear, spellings that are the same."""
