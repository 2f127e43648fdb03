//! The caller's account and the accounts below it.

/// The accounts below the caller's: opened, listed, suspended and let in again.
mod children;
/// Money: looked at, and moved by hand.
mod credits;
/// Which mail an account gets.
mod notifications;
/// What an account pays.
mod pricing;
/// Who an account is.
pub(super) mod profile;

use dialects::domains_co_za::account::add_credits::AddCredits;
use dialects::domains_co_za::account::balance::ReadBalance;
use dialects::domains_co_za::account::default_pricing::ReadDefaultPricing;
use dialects::domains_co_za::account::list::ListAccounts;
use dialects::domains_co_za::account::notifications::ReadNotifications;
use dialects::domains_co_za::account::open::OpenAccount;
use dialects::domains_co_za::account::pricing::ReadPricing;
use dialects::domains_co_za::account::profile::ReadProfile;
use dialects::domains_co_za::account::remove_credits::RemoveCredits;
use dialects::domains_co_za::account::set_default_pricing::SetDefaultPricing;
use dialects::domains_co_za::account::set_notifications::SetNotifications;
use dialects::domains_co_za::account::set_pricing::SetPricing;
use dialects::domains_co_za::account::suspend::SuspendAccount;
use dialects::domains_co_za::account::unsuspend::UnsuspendAccount;
use dialects::domains_co_za::account::update_profile::UpdateProfile;
use wire::Api;

use super::door::DomainsCoZaDoor;
use super::errors::Refused;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ReadBalance, _>(credits::balance)
        .on::<AddCredits, _>(credits::add)
        .on::<RemoveCredits, _>(credits::remove)
        .on::<ReadProfile, _>(profile::read)
        .on::<UpdateProfile, _>(profile::update)
        .on::<OpenAccount, _>(children::open)
        .on::<ListAccounts, _>(children::list)
        .on::<SuspendAccount, _>(children::suspend)
        .on::<UnsuspendAccount, _>(children::unsuspend)
        .on::<ReadPricing, _>(pricing::read)
        .on::<SetPricing, _>(pricing::set)
        .on::<ReadDefaultPricing, _>(pricing::read_default)
        .on::<SetDefaultPricing, _>(pricing::set_default)
        .on::<ReadNotifications, _>(notifications::read)
        .on::<SetNotifications, _>(notifications::set)
}

/// The account that a call may name; it means the caller's own when it does not.
fn named(username: Option<&String>) -> Option<&str> {
    username.map(String::as_str).filter(|username| !username.is_empty())
}

/// A parameter that the documents call optional and that nothing can be done without.
fn needed<'a>(given: Option<&'a String>, parameter: &str) -> Result<&'a str, Refused> {
    named(given).ok_or_else(|| Refused::missing(parameter))
}
