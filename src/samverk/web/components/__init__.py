"""Components that every page is made of, and the gallery that shows them."""
