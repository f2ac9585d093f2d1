"""A file of named arrays: written once, memory-mapped, each page of it proven by a checksum before it is used.

    magic (8 bytes) · the arrays, each at a multiple of 8 · directory · page checksums · trailer

The directory is JSON: the format version, ``meta`` as its writer gave it, and for each array its name, dtype, offset
and length. The page checksums are CRC-32 (4 bytes each) of the pages of 4 KiB from the file's first byte to the directory:
small, since a question reads a little in many places. The trailer says where both begin and how long they are, with a
CRC-32 of both and of itself. All numbers are little-endian.

array_file      its parts, how it is told from others       array_writing, array_reading      writing and reading it
"""

from indexer.store.container.array_file import FORMAT, Array, check_directory, is_container, smallest
from indexer.store.container.array_reading import Column, Container
from indexer.store.container.array_writing import ContainerWriter

__all__ = ["FORMAT", "Array", "Column", "Container", "ContainerWriter", "check_directory", "is_container", "smallest"]
