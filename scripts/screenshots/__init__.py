"""Pictures of every page in every state, taken by walking through the site as invented people do."""
