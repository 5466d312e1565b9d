"""The United Kingdom, as a pack: facts, figures, rules, journeys and words."""
