"""The register's pages. Only a register installation has them."""
