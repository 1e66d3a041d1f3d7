"""Factories: each makes the smallest valid object, with its parents where it needs some."""
