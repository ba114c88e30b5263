"""Our own small SVG writer."""
