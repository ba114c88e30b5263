"""The register of personal data: what each field of each table holds about people, why and for how long."""
