//! Zones as they are answered from.
