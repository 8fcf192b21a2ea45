"""Pages that belong to no single room, and the frame around all pages."""
