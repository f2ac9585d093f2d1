"""Who reads and splits documents: this process, or others?

    reading   files in, their documents out: here, or in a process with limits where the format asks for it
    divided   documents in, their passages out, in order: here, or by several processes once there is much to do
    pool      several processes that are asked one task after another
    process   one such process, asked and answering over pipes        child   what runs in it
    guard     what it may not do while it reads, refused by Python    kernel_guard   the same, refused by the kernel
    own_python   how one is started                   read_content   what one is asked that reads a file

Each is a Python that is started anew, not a ``multiprocessing`` one: those run the user's main script again, so that one
without ``if __name__ == "__main__"``, or read from standard input, would break, and forking a program that has threads may
hang it. One that loses its parent reads the end of its input and ends, too, whatever it is doing. Import from the modules:
a child loads what its tasks need, and no more.
"""
