"""Keeping an installation safe: one file with all of it, put back whole, looked over."""
