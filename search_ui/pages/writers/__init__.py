"""The pages of those who write: drafts checked, words found, quoted links that say what became of them."""
