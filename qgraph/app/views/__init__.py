"""What the pages draw: pure functions from answers to rows, charts and words. Nothing here touches a widget or the store."""
