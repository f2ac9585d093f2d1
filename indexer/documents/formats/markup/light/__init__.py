"""Light markup that is read line by line, and what its readers share.

source_lines   a text as numbered lines      block_writer   blocks with what waits for them (bullets, labels)
marks          pairs of marks, in linear time
"""
