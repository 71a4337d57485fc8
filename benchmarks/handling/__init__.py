"""Handling: how fast a backlog is worked off, in inboxes of all sizes, and beside senders."""
