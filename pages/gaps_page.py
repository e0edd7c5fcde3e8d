"""Gaps: what the sources do not say."""
