//! The API of dns.services. The same fact travels as text in one answer and as a number in another;
//! each field says what travels.

/// What a caller fills into form fields.
pub mod answers;
/// A flag that only a clear yes turns on.
pub mod clear_yes;
/// Form fields that orders ask for.
pub mod form_field;
/// Answers that only say that something happened.
pub mod info;
/// Name servers as callers send them.
pub mod nameservers;
/// Objects that are empty arrays while they hold nothing.
pub mod php_object;
/// What an order of one thing answers.
pub mod placed;
/// Whole numbers that travel as text.
pub mod quoted;
/// What a refused call answers.
pub mod refusal;

/// What the account earns by sending others here.
pub mod affiliate;
/// The shop: categories, products, quotes and orders.
pub mod cart;
/// People who may act for the account.
pub mod contact;
/// Keys that prove what a domain answers.
pub mod dnssec;
/// Names, from the first look to the last renewal.
pub mod domain;
/// What the account owes.
pub mod invoice;
/// The ways to pay.
pub mod payment;
/// The account itself.
pub mod profile;
/// Records that hang off a domain itself.
pub mod registrar_dns;
/// Products that an account has bought.
pub mod service;
/// Signing in and out.
pub mod session;
/// Questions to the support.
pub mod ticket;
/// Zones that live under a service.
pub mod zone;

mod endpoints;

pub use endpoints::{each_call, endpoints};

use wire::Dialect;

/// The dialect itself.
#[derive(Debug, Clone, Copy)]
pub struct DnsServices;

impl Dialect for DnsServices {
    const NAME: &'static str = "dns-services";
    const PREFIX: &'static str = "/dns-services/api";
    const TITLE: &'static str = "Domains and hosting, in the dialect of dns.services";
    const PUTS_IN_BODY: bool = true;
}
