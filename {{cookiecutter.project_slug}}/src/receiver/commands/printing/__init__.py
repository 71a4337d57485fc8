"""What commands print: for people as text and tables, for scripts as JSON."""
