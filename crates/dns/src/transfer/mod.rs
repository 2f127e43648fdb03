//! Zones that leave to other name servers, or come from them.
