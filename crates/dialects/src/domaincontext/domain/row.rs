//! Domains as lists show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::keyed::Keyed;

/// One domain. Days are `YYYY-MM-DD`; those that lie ahead are none while it is on its way here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DomainRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub domain: String,
    /// What follows its first label.
    pub zone: String,
    /// Login of the holder.
    pub client: String,
    /// Number of the holder.
    pub client_id: i64,
    /// Login of the account above the holder.
    pub seller: String,
    /// Number of the account above the holder.
    pub seller_id: i64,
    /// `ok`, `expired`, `preincoming`, `incoming`, `outgoing`, `deleting`, `deleted` or `gone`.
    pub state: String,
    /// The state in words.
    pub state_label: String,
    /// What the registry says about it, by status; the values are the words for people.
    pub statuses: Keyed<String>,
    /// When it was registered.
    pub created_date: String,
    /// When it was changed last.
    pub updated_date: String,
    /// When it was transferred; none if it never was.
    pub transfer_date: Option<String>,
    /// Its last day.
    pub expiration_date: Option<String>,
    /// Its last day, under its other name.
    pub expires: Option<String>,
    /// Since when the holder has it.
    pub since: String,
    /// When something was done with it last.
    pub operated: String,
    /// What was done with it last.
    pub lastop: String,
    /// Days until its last one; negative afterwards.
    pub daysleft: Option<i64>,
    /// Whether its last day has passed.
    pub is_expired: bool,
    /// Whether its last day is near.
    pub expires_soon: bool,
    /// Whether it is renewed by itself.
    pub autorenewal: bool,
    /// Whether its contacts are hidden.
    pub whois_protected: bool,
    /// Whether it is locked against transfers.
    pub is_secured: bool,
    /// Whether it is on hold.
    pub is_holded: bool,
    /// Whether it may not be changed.
    pub is_freezed: bool,
    /// Whether it has a price of its own.
    pub is_premium: bool,
    /// Host names of its name servers, joined by commas.
    pub nameservers: String,
    /// The same with addresses where they have some: `ns1.a.com/192.0.2.1`.
    pub nsips: String,
    /// The registrar at the registry.
    pub epp_client_id: String,
    /// What the holder has noted.
    pub note: String,
}
