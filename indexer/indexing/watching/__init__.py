"""When has a corpus changed, so that it is time for a run?

watcher   watches, and carries runs out      changes    which files have changed, as the system tells or by looking again
events    what happens, for who looks on     settling   which of them are still being written
"""
