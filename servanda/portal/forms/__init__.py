"""What a person may type on the pages of the portal."""
