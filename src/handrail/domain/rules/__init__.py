"""What follows from what is known: conditions, amounts and dates, each with its reasons and its proof."""
