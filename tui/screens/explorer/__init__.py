"""The main screen: timeline, details and sources under one filter."""
