"""Options that commands share, and what is wrong with a value of one."""
