"""The server around the dashboard: start, guards, warm-up, screenshots."""
