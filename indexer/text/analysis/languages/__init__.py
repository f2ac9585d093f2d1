"""What is known of single languages: words that say little, phrases that ask, spellings that are the same."""
