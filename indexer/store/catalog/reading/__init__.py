"""What does the catalog say of a generation? Reading it, while runs write.

catalog         documents and passages        listing              the documents by folder, or by words of their names
kept_names      what documents are called     reading_connection   the file, as threads share it
stated          what documents say of themselves, also for a run that has not published them
sized_memory    what was read last, as much of it as may be kept
"""
