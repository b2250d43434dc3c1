"""A dataset compiled into one file: written once, read as long as the dataset's files stay as they are.

The file is SQLite: records as MessagePack by number, the links between them, and the sets of the index as roaring
bitmaps. It is a cache and nothing more: if anything about it is unexpected, it is rebuilt.
"""
