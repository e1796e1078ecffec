"""Intake: the offices' report template, and reading it back.

Problems are data; the words for people live in ``lib.intake.messages``.
"""
