"""The template itself: what it costs to write a project, and how soon that receives."""
