"""The demo's doors: a signed-in link for each role. Only there when the installation is a demo."""
