"""In which order are words on pages read, and which of them are one block? Geometry alone, without any file format."""
