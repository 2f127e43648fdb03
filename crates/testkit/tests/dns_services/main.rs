//! Stories of DNS.services, told from outside: people, dates, and what they see.

mod buying;
mod hosting;
mod referring;
mod renewing;
mod session;
mod two_doors;
