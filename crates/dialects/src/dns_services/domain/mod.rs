//! Names, from the first look to the last renewal.

/// Whether a domain renews itself.
pub mod autorenew;
/// Every domain that had a name.
pub mod by_name;
/// Who stands behind a domain.
pub mod contact;
/// One domain.
pub mod details;
/// One domain as both calls for details show it.
pub mod domain_details;
/// Where mail to a domain goes.
pub mod email_forwarding;
/// Shows the transfer code.
pub mod epp;
/// Sends visitors elsewhere.
pub mod forwarding;
/// Hides or shows the holder.
pub mod idprotection;
/// The domains of the account.
pub mod list;
/// Whether a domain may move away.
pub mod lock;
/// Whether a name is free.
pub mod lookup;
/// Where a domain points.
pub mod nameservers;
/// Orders a name.
pub mod order;
/// Tells the registry a host.
pub mod register_host;
/// Orders more years.
pub mod renew;
/// Asks the registry.
pub mod sync;
/// What an extension wants to know.
pub mod tld_form;
/// The extensions on sale.
pub mod tlds;
