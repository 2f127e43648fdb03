//! The caller's money, which many answers carry along.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The caller's account as it stands after the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ResellerObject {
    /// The account's login name.
    pub username: String,
    /// Its money, with two decimals.
    pub balance: String,
    /// When it pays.
    #[serde(rename = "accountType")]
    pub account_type: AccountType,
    /// Whether its money is below its threshold.
    #[serde(rename = "lowBalance")]
    pub low_balance: bool,
}

/// When an account pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AccountType {
    /// Before.
    Pre,
    /// After.
    Post,
}

/// Calls whose answers show it, by catalogue id. There is no rule: what looks alike differs here, and
/// `user_info` shows it where `reseller_info`, the same route, does not.
const CARRIERS: [&str; 34] = [
    "domain_check",
    "domain_list",
    "domain_info",
    "domain_delete",
    "domain_get_epp_key",
    "transfer_request",
    "transfer_status",
    "transfer_cancel",
    "transfer_resend_foa",
    "transfer_validate_epp_key",
    "transfer_details",
    "transfer_in_list",
    "transfer_out_list",
    "poll_list",
    "poll_ack",
    "user_balance",
    "user_info",
    "user_update",
    "user_pricing_get",
    "reseller_pricing_get",
    "subuser_create",
    "subuser_update",
    "subuser_list",
    "subuser_delete",
    "subuser_suspend",
    "subuser_unsuspend",
    "contact_template_list",
    "contact_template_create",
    "contact_template_update",
    "contact_template_delete",
    "ns_template_list",
    "ns_template_create",
    "ns_template_update",
    "ns_template_delete",
];

/// Whether the answer of the call with this catalogue id shows the caller's money.
pub fn carries_reseller(id: &str) -> bool {
    CARRIERS.contains(&id)
}
