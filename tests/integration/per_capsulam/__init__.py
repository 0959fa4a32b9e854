"""Tests of decisions per capsulam: the pages and what the database holds."""
