"""Measurements, never tests: accuracy against the hand labels, and speed as ratios taken side by side in one run."""
