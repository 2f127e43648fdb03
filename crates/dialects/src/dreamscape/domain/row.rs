//! Names as calls show them.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use wire::{DecodeError, Node};

use crate::dreamscape::arguments::codes;

codes! {
    /// How a name stands.
    pub enum DomainStatus {
        /// It is being registered.
        AwaitingRegistration = 1,
        /// It is registered.
        Registered = 2,
        /// It is being renewed.
        AwaitingRenewal = 3,
        /// It is being given up.
        AwaitingDeletion = 4,
        /// It is gone.
        Deleted = 5,
        /// Its time is over.
        Expired = 6,
        /// It is coming in from elsewhere.
        AwaitingTransferIn = 7,
        /// It is leaving.
        AwaitingTransferOut = 8,
        /// What was asked for went wrong.
        Error = 9,
    }
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Domain {
    /// Its number.
    pub id: i64,
    /// The name itself.
    pub domain_name: String,
    /// What moves it elsewhere.
    pub auth_key: String,
    /// How it stands.
    pub status_id: DomainStatus,
    /// Months it was bought for.
    pub period: u16,
    /// When its time began; null while it is not registered.
    pub start_date: Option<String>,
    /// When its time is over; null while it is not registered.
    pub expiry_date: Option<String>,
    /// Whose it is.
    pub customer_id: i64,
    /// Who holds it; null while nobody is told.
    pub registrant_id: Option<i64>,
    /// Who administers it.
    pub admin_contact_id: Option<i64>,
    /// Who pays for it.
    pub billing_contact_id: Option<i64>,
    /// Who runs it.
    pub tech_contact_id: Option<i64>,
    /// Its name servers.
    pub name_servers: Vec<NameServer>,
    /// What its registry wants to know.
    pub eligibility_data: Option<Vec<EligibilityAnswer>>,
    /// Whether its people are hidden.
    pub privacy: bool,
    /// Whether it may not leave.
    pub is_locked: bool,
}

/// A name server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NameServer {
    /// Its name.
    pub host: String,
    /// Its address, when it lies within the name it serves.
    pub ip: Option<String>,
}

/// The same, as its derived reading takes it.
#[derive(Deserialize)]
struct NameServerParts {
    host: String,
    ip: Option<String>,
}

impl<'de> Deserialize<'de> for NameServer {
    /// A text alone is the name of the server.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        if let Some(host) = node.text() {
            return Ok(Self { host: host.trim().to_owned(), ip: None });
        }
        let read: Result<NameServerParts, DecodeError> = node.decode();
        let NameServerParts { host, ip } = read.map_err(D::Error::custom)?;
        let said = |text: &String| !text.trim().is_empty();
        Ok(Self { host: host.trim().to_owned(), ip: ip.filter(said) })
    }
}

/// An answer to what a registry wants to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EligibilityAnswer {
    /// What is asked.
    pub name: String,
    /// The answer.
    pub value: String,
}
