"""What is done to the index, as the admin's pages show it.

run_pages    one run, all runs: followed, cancelled, repeated
run_words    a run in words
run_stream   a run as it gets on, event by event
"""
