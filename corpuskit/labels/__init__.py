"""What each line of a page is, and why."""
