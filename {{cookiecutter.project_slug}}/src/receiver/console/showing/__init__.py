"""Showing: what is in the inbox, made ready to be looked at without doing anything."""
