//! Stories of DNS.services, told from outside: people, dates, and what they see.

mod buying;
mod hosting;
mod renewing;
mod session;
