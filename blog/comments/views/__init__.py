"""What readers and moderators of comments open and send."""
