"""Pages of surveys, in the room Uppföljning."""
