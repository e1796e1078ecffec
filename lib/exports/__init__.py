"""Exports: data for machines and files for people, as bytes."""
