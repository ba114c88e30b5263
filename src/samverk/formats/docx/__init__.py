"""Word documents: bytes → paragraphs as lines, tables as grids. Also the zip package that Word and Excel share."""
