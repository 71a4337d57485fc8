"""Spans of requests and attempts: in memory, and as a collector gets them from real processes."""
