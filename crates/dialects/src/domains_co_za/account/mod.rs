//! The caller's account and the accounts below it. Routes that serve both have an optional `username`.

/// Gives an account money.
pub mod add_credits;
/// The caller's balances.
pub mod balance;
/// What both credit calls answer.
pub mod credits;
/// Default prices, and how they come about.
pub mod default_pricing;
/// The accounts below.
pub mod list;
/// One row of the mail settings.
pub mod notification;
/// Which mails an account gets.
pub mod notifications;
/// Opens an account.
pub mod open;
/// Prices of one extension.
pub mod price;
/// What an account pays.
pub mod pricing;
/// A profile.
pub mod profile;
/// Profile parameters.
pub mod profile_input;
/// Takes money from an account.
pub mod remove_credits;
/// Sets default prices.
pub mod set_default_pricing;
/// Changes which mails an account gets.
pub mod set_notifications;
/// Sets what an account pays.
pub mod set_pricing;
/// Blocks an account.
pub mod suspend;
/// Reopens an account.
pub mod unsuspend;
/// Replaces a profile.
pub mod update_profile;
