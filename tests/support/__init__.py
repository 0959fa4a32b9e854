"""What the tests share: databases, a client that reads its pages, a mail server, browsers."""
