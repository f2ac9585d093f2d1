"""Who splits the documents when there are many?

    divided   Documents in, their passages out, in order: here, or in other processes once there is much to do
    process   one such process, asked and answering over pipes        child   what runs in it

Each is a Python that is started anew, not a ``multiprocessing`` one: those run the user's main script again, so that one
without ``if __name__ == "__main__"``, or read from standard input, would break, and forking a program that has threads may
hang it. One that loses its parent reads the end of its input and ends, too.
"""

from indexer.documents.workers.divided import Splitting

__all__ = ["Splitting"]
