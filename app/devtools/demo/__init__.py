"""The demonstration association: an invented förbund with a year of meetings in every state."""
