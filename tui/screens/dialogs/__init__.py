"""Dialogs: short questions and lists over another screen."""
