"""The inbox as commands use it: opened, migrated, operated on."""
