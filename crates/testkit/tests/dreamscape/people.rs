//! People, and small things that stories say again and again.

use serde_json::{Value, json};
use testkit::dreamscape::Reseller;

/// Somebody who may become a customer.
pub fn customer(email: &str) -> Value {
    registrant(email)
}

/// Somebody who may hold names.
pub fn registrant(email: &str) -> Value {
    json!({
        "first_name": "Mia", "last_name": "Jones", "address": "1 Pitt Street", "city": "Sydney",
        "country": "AU", "state": "NSW", "post_code": "2000", "country_code": "61",
        "phone": "255501000", "email": email, "account_type": "personal",
    })
}

/// Parameters with others in their place or besides.
pub fn with(mut params: Value, others: Value) -> Value {
    let others = others.as_object().cloned().unwrap_or_default();
    params.as_object_mut().unwrap().extend(others);
    params
}

/// The number of what was made.
pub fn id(made: &Value) -> i64 {
    made["id"].as_i64().unwrap_or_else(|| panic!("no id in {made}"))
}

/// Makes a customer, and gives its number.
pub async fn opens(reseller: &Reseller, email: &str) -> i64 {
    id(&reseller.done("POST", "/customers", customer(email)).await)
}
