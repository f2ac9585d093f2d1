"""What does a run of indexing do, from the files of the corpus to a generation?

run             read, split, analyse, write, publish    record       what a run covers, builds on, and has found so far
intake          files -> documents in the catalog        publishing   documents -> a generation
sharing/        what others may help with                analysing, asking_apart   what the processes of a pool do
job_recording   a run notes in the store how far it is   removals     a run that would take out much stops
corpus_changes  what has changed on disk                 skip_memory  what earlier runs could not read
"""
