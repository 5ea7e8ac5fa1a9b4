"""What the command line asks, does and prints."""
