"""The sections a page can be built from, one file a family."""
