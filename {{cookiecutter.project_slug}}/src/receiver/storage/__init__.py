"""The durable store of deliveries: tables, connections, queries and migrations."""
