"""Parts that pages share: the frame around each page, the filter bar, and what a page shows."""
