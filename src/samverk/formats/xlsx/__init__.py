"""Excel workbooks: bytes → one grid for each sheet, numbers as the sheet shows them."""
