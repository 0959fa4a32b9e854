"""The Word documents of an application: their contexts from rows, properties and names."""
