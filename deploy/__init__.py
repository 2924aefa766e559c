"""What runs beside the program: a real Neo4j server without Docker."""
