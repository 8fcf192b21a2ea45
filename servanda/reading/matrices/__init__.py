"""Action plans of any shape in, their rows with every cell and every doubt out. Pure Python."""

from servanda.reading.matrices.model import MatrixReading
from servanda.reading.matrices.reading import read_matrices
from servanda.reading.matrices.rendering import json_pieces, matrices_to_json, matrices_to_text

__all__ = ["MatrixReading", "json_pieces", "matrices_to_json", "matrices_to_text", "read_matrices"]
