"""The texts of a package: ERMS and METS as XML, the index as HTML, the checksums."""
