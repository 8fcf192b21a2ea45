"""What is understood of a cell by the column it stands in."""
