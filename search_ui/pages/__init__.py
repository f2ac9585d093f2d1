"""A file a page, and what the pages show. Complete without JavaScript; the address is the state."""
