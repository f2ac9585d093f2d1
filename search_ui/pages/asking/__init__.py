"""What a page says of an answer beside its passages: the lines around an answer, results while typing, the first page."""
