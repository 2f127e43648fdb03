//! Follows the source: whatever was committed is published.
