"""Which words on a page are the cells of a table? By the rules that are drawn around them, or by where they stand."""
