"""Measurements for people to read. Nothing here passes or fails: times belong to the machine they were taken on."""
