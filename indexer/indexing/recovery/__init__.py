"""Is an index sound, and what brings it back?

verify   proof of the contract over a whole index      backups/   an index in one file, and back
"""
