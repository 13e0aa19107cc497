"""Journeys in tables: frames and files in, the same rows with their answers out."""
