"""What the kernel refuses the process that reads documents, whatever runs in it: sockets, and writing outside its folder.

This holds for C libraries too, and for programs that the process starts. It needs no rights, and is for good: a process
cannot get rid of it. Linux has it (seccomp since 3.5, Landlock since 5.13; ``man 2 seccomp``, ``man 7 landlock``); where it
is missing, ``guard`` alone refuses what Python asks about.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

__all__ = ["refuse_sockets", "refuse_writing"]

#: The machines whose numbers of system calls are known here: that of ``socket``, and how a filter names the machine.
_MACHINES = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7), "riscv64": (198, 0xC00000F3)}
_IO_URING_SETUP = 425  # by which sockets are opened without ``socket``; a number of all machines
_X32_CALLS = 0x40000000  # x86_64 has every call a second time from here on

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # the filter's own machine language
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14  # truncating: since the third version of Landlock
_CHANGE_FOLDER = sum(1 << bit for bit in range(4, 13))  # removing and making files, folders, links, devices


def refuse_sockets() -> bool:
    """Has this thread, and what it starts, open no socket any more. False where the kernel cannot."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return False
    socket, machine = _MACHINES[platform.machine()]
    steps = (
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 0, 5, machine),  # else refused
        (_LOAD, 0, 0, 0),
        (_IF_EQUAL, 3, 0, socket),
        (_IF_EQUAL, 2, 0, _IO_URING_SETUP),
        (_IF_AT_LEAST, 1, 0, _X32_CALLS),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    head = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    return _without_new_rights() and _libc().prctl(_PR_SET_SECCOMP, _FILTER, head, 0, 0) == 0


def refuse_writing(folder: str) -> bool:
    """Has this thread, and what it starts, write, make and remove no file outside ``folder``; files that are open stay so.

    False where the kernel cannot.
    """
    version = _syscall(_CREATE_RULESET, None, 0, _VERSION) if sys.platform == "linux" else -1
    if version < 1:
        return False
    of_files = _WRITE_FILE | (_TRUNCATE if version >= 3 else 0)
    rules = ctypes.create_string_buffer(struct.pack("<Q", of_files | _CHANGE_FOLDER), 8)
    ruleset = _syscall(_CREATE_RULESET, rules, 8, 0)
    if ruleset < 0:
        return False
    try:
        allowed = _allow(ruleset, folder, of_files | _CHANGE_FOLDER) and _allow(ruleset, os.devnull, of_files)
        return allowed and _without_new_rights() and _syscall(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, what: int) -> bool:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = ctypes.create_string_buffer(struct.pack("<Qi", what, place), 12)
        return _syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0) == 0
    finally:
        os.close(place)


def _without_new_rights() -> bool:
    """Programs that give rights to who starts them give none any more: what the kernel asks for before the rest."""
    return bool(_libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _syscall(number: int, *values: object) -> int:
    plain = [ctypes.c_long(value) if isinstance(value, int) else value for value in values]
    return int(_libc().syscall(ctypes.c_long(number), *plain))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
