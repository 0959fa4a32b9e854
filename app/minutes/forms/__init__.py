"""Forms of attendance, of the text of minutes, of freezing, attestation and extracts."""
