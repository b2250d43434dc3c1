"""What the reader keeps: bookmarks, notes, saved views, filters, where the reading stopped, and the settings."""
