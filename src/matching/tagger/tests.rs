//! The tagger against its oracle, and on bytes that are no model.
