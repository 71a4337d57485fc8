"""Access: who looks, what they may do, and that it is they who ask for it."""
