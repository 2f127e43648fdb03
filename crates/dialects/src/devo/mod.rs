//! The API of Devo: domains of a reseller, their users and roles, and the plans they run on. Answers
//! are bare objects and arrays; some of their shapes are published nowhere and are this project's own.

/// Decimals that always show a fraction.
pub mod decimal;
/// A name and what it is for.
pub mod named;
/// An answer that says nothing.
pub mod nothing;
/// What a refused call answers.
pub mod refusal;
/// How long data is kept.
pub mod retention;
/// Lists of words, as callers send them.
pub mod words;
mod words_body;

/// What the bearer of a token may do.
pub mod access;
/// Domains of a reseller.
pub mod domain;
/// Plans, and the roles that their domains begin with.
pub mod plan;
/// Roles of a domain.
pub mod role;
/// What belongs to a domain besides its users and their roles.
pub mod settings;
/// Users, and who of them is in which domain.
pub mod user;

mod endpoints;

pub use endpoints::{each_call, endpoints};

use wire::Dialect;

/// The dialect itself.
#[derive(Debug, Clone, Copy)]
pub struct Devo;

impl Dialect for Devo {
    const NAME: &'static str = "devo";
    const PREFIX: &'static str = "/devo/probio";
    const TITLE: &'static str = "Domains of a reseller and their users, in the dialect of Devo";
    const SECRETS: &'static [&'static str] = &["standAloneToken"];
    const PUTS_IN_BODY: bool = true;
}
