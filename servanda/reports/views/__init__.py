"""Pages of the brief and of reports that are due, and the brief put into files."""
