"""From any HTML that somebody pastes to the few elements that a body is made of."""
