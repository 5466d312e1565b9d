"""How fast Handrail is: every figure measured in one run on one machine, beside the figure it is meant to beat."""
