//! Products that an account has bought, and what it can do with them.
