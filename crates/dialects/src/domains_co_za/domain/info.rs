//! `GET /domain`: everything about one name.

use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use wire::Endpoint;

use crate::domains_co_za::DomainsCoZa;
use crate::domains_co_za::contact::ContactObject;
use crate::domains_co_za::flags::{NumberFlag, TextFlag};

/// Asks about one name of the account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadDomain {
    /// Label left of the extension: `shoes` in `shoes.co.za`.
    pub sld: String,
    /// Extension without a leading dot: `co.za`.
    pub tld: String,
}

/// One name with contacts, name servers and dates.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DomainDetails {
    /// The whole name.
    #[serde(rename = "strDomainName")]
    pub name: String,
    /// Where the name stands, in one word.
    #[serde(rename = "strStatus")]
    pub status: String,
    /// The registry's statuses; `clientTransferProhibited` while locked.
    #[serde(rename = "strEppStatus")]
    pub epp_status: String,
    /// The holder; the only contact with a verification status.
    #[serde(rename = "arrRegistrant")]
    pub registrant: ContactObject,
    /// The administrative contact.
    #[serde(rename = "arrAdmin")]
    pub admin: ContactObject,
    /// The technical contact.
    #[serde(rename = "arrTech")]
    pub tech: ContactObject,
    /// The billing contact.
    #[serde(rename = "arrBilling")]
    pub billing: ContactObject,
    /// Whether our name servers answer for it.
    #[serde(rename = "strDns")]
    pub managed_dns: NumberFlag,
    /// `host` where the registry holds name servers as objects.
    #[serde(rename = "strNameserverType")]
    pub nameserver_type: String,
    /// Its name servers.
    #[serde(rename = "arrNameservers")]
    pub nameservers: Vec<String>,
    /// Whether it renews itself.
    pub autorenew: TextFlag,
    /// Unix seconds.
    #[serde(rename = "intCrDate")]
    pub created: i64,
    /// Unix seconds.
    #[serde(rename = "intExDate")]
    pub expires: i64,
    /// Unix seconds; when it stops resolving if nobody renews.
    #[serde(rename = "intSuspendDate")]
    pub suspends: i64,
    /// Unix seconds; when renewing starts to cost extra.
    #[serde(rename = "intRedemptionDate")]
    pub redeemable_from: i64,
    /// Unix seconds; when it becomes free again.
    #[serde(rename = "intDeleteDate")]
    pub deletes: i64,
    /// Unix seconds.
    #[serde(rename = "intLastRenewedDate")]
    pub last_renewed: i64,
    /// Unix seconds.
    #[serde(rename = "intUpDate")]
    pub updated: i64,
    /// Whether the holder is hidden; no call changes it.
    #[serde(rename = "bPrivacy")]
    pub privacy: bool,
    /// Whether the registry has DS records.
    #[serde(rename = "bDNSSec")]
    pub dnssec: bool,
    /// The caller's own reference; empty when unset.
    #[serde(rename = "externalRef")]
    pub external_ref: String,
}

impl Endpoint for ReadDomain {
    type Dialect = DomainsCoZa;
    type Response = DomainDetails;

    const IDS: &'static [&'static str] = &["domain_info"];
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/domain";
}
