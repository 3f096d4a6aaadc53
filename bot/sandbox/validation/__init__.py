"""What Discord refuses about a request's body, and how it says so."""
