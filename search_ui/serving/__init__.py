"""Serving the application under waitress: in this process, or in several that share its sockets.

    server_start     serve (the command) and main (python -m search_ui): one process or several
    listening        the sockets, and the address to open         web_server       one process's waitress, warmed up
    request_queue    what waits, up to a bound; then "busy"       compiling        the compiled kernel, made beside them
    supervisor       several processes, and their ends            server_process   what each of them does
    parent           how a process of ours ends with its parent

Why waitress behind a supervisor of our own, and not gunicorn: gunicorn's threaded workers queue without a bound, so that a
server with too much to do lets everybody wait instead of saying so; it forks, which programs with threads (numpy, numba,
ONNX) may not survive on every system; and one process would then be another server than several. Here each process is the
very server that ``--processes 1`` is, a Python started anew (``documents/workers`` says why), which inherits the listening
sockets: that works wherever Python can pass a file descriptor on, and the system gives each connection to a process that is
free to take it. All that is mapped from the index's files is in memory once, however many processes there are.
"""

from search_ui.serving.server_start import main, serve

__all__ = ["main", "serve"]
