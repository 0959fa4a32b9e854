"""What every capability stands on: database, time, money, authorisation, mail."""
