//! Zones that live under a service, and their records.
