"""The contract that every strategy keeps, on real processes and real brokers."""
