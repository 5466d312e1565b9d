"""The same answers for programs: `/api/v1`. It keeps nothing and sets no cookie."""
