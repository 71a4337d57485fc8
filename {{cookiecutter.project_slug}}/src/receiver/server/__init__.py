"""How requests get in and how that ends: uvicorn with limits, and an orderly stop."""
