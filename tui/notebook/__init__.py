"""What the user keeps: bookmarks, notes, saved views, filters, the last place, and the settings."""
