"""What the receiver does: accept, process, sweep, replay."""
