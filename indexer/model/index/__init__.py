"""What does an index hold, what is done to it, and how well does it answer? Records for who keeps one."""
