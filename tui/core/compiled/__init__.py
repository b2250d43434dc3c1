"""A dataset compiled into one file: written once, read as long as the dataset's files stay as they are.

The file is SQLite: records as MessagePack by number, what is tied to what, and the sets of the index as roaring
bitmaps. It is a cache and nothing more: whatever is odd about it is a reason to make it anew.
"""
