"""Which questions, judged by whom? BEIR folders, our own labelled questions, misspelt ones."""
