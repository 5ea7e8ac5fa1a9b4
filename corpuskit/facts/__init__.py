"""What a page says of itself: language, dates, dateline, people, source."""
