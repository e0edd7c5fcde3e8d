"""One thin page per question: select, call, show."""
