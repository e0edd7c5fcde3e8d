"""What the dashboard costs: figures with medians, without verdicts. Run `python -m benchmarks`, or `make bench`."""
