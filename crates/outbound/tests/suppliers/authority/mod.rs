//! The certificate authority checks control over every name, and issues what OpenSSL believes.

/// What is issued, in the eyes of OpenSSL.
mod issued;
/// Control that is shown by mail.
mod mailed;
/// Orders that are taken or not, called off and repeated.
mod orders;
/// Control that is shown by records and by files.
mod shown;
/// An authority with zones and mail around it.
mod world;
