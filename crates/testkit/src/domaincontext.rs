//! A caller of DomainContext: a login and a password in every call, arguments in PHP's brackets.

use serde_json::{Value, json};

use crate::http::{Answer, Caller, Sent, encoded};

/// An account that calls the API.
#[derive(Clone)]
pub struct Account {
    caller: Caller,
    base: String,
    login: String,
    password: String,
}

/// What the API answered.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body as it travelled.
    pub text: String,
    /// The body.
    pub json: Value,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self { status: answer.status, json: answer.json(), text: answer.text }
    }
}

impl Reply {
    /// What was answered, when the call was done.
    ///
    /// # Panics
    /// When it was not; the message shows the whole reply.
    #[must_use]
    #[track_caller]
    pub fn done(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text);
        assert!(!self.json.is_null() && self.json.get("_error").is_none(), "{}", self.text);
        self.json
    }

    /// What is wrong, when the call was refused, in part or as a whole.
    ///
    /// # Panics
    /// When it was not; the message shows the whole reply.
    #[track_caller]
    pub fn refused(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.text);
        let words = self.json["_error"].as_str().unwrap_or_default();
        assert!(!words.is_empty(), "{}", self.text);
        words.to_owned()
    }

    /// What is wrong with one element of a bulk call.
    ///
    /// # Panics
    /// When nothing is; the message shows the whole reply.
    #[track_caller]
    pub fn refused_at(&self, key: &str) -> String {
        let words = self.json[key]["_error"].as_str().unwrap_or_default();
        assert!(!words.is_empty(), "{}", self.text);
        words.to_owned()
    }

    /// Whether the caller is to ask again later.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.json.get("wait").is_some() && self.refused().contains("wait")
    }
}

impl Account {
    /// An account with its credentials.
    #[must_use]
    pub fn new(caller: Caller, base: String, login: &str, password: &str) -> Self {
        Self { caller, base, login: login.to_owned(), password: password.to_owned() }
    }

    /// The same caller with other credentials.
    #[must_use]
    pub fn signed_in_as(&self, login: &str, password: &str) -> Self {
        Self { login: login.to_owned(), password: password.to_owned(), ..self.clone() }
    }

    /// Where the API is.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// What it signs in with.
    #[must_use]
    pub fn login(&self) -> &str {
        &self.login
    }

    /// The password it signs in with.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }

    /// Calls a command with arguments in the query; objects and lists become brackets.
    pub async fn asks(&self, command: &str, arguments: Value) -> Reply {
        let sent = Sent { query: self.pairs(&arguments), ..Sent::default() };
        self.caller.send("GET", &self.url(command), sent).await.into()
    }

    /// Calls a command with arguments in a form.
    pub async fn posts(&self, command: &str, arguments: Value) -> Reply {
        let form = encoded(&self.pairs(&arguments)).into_bytes();
        let body = Some(("application/x-www-form-urlencoded".to_owned(), form));
        self.caller.send("POST", &self.url(command), Sent { body, ..Sent::default() }).await.into()
    }

    /// Calls a command with its query as it was written, credentials before it.
    pub async fn asks_literally(&self, command: &str, query: &str) -> Reply {
        let credentials = encoded(&self.pairs(&json!({})));
        let url = format!("{}?{credentials}&{query}", self.url(command));
        self.caller.send("GET", &url, Sent::default()).await.into()
    }

    /// Sends whatever is said.
    pub async fn sends(&self, method: &str, command: &str, sent: Sent) -> Answer {
        self.caller.send(method, &self.url(command), sent).await
    }

    /// The credentials and these arguments as they travel.
    #[must_use]
    pub fn pairs(&self, arguments: &Value) -> Vec<(String, String)> {
        let mut pairs = vec![
            ("auth_login".to_owned(), self.login.clone()),
            ("auth_password".to_owned(), self.password.clone()),
        ];
        for (name, value) in arguments.as_object().into_iter().flatten() {
            bracketed(&mut pairs, name.clone(), value);
        }
        pairs
    }

    /// What may be spent, in cents.
    ///
    /// # Panics
    /// When the balance is not shown.
    pub async fn balance_cents(&self) -> i64 {
        let balance = self.asks("clientGetBalance", json!({})).await.done();
        cents(&balance["balance"])
    }

    /// A new contact of the account.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn contact(&self, email: &str) -> i64 {
        let made = self.posts("contactCreate", person(email)).await.done();
        made["id"].as_i64().expect("a number")
    }

    /// Registers a name for a year, and gives its number.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn registers(&self, name: &str) -> i64 {
        let made = self.asks("domainRegister", json!({ "domain": name })).await.done();
        made["id"].as_i64().expect("a number")
    }

    /// A name as it stands.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn info(&self, name: &str) -> Value {
        self.asks("domainGetInfo", json!({ "domain": name })).await.done()
    }

    /// The number and the state of a name, as its holder sees it.
    ///
    /// # Panics
    /// When the name is out of sight.
    pub async fn stands(&self, name: &str) -> (i64, String) {
        let shown = self.info(name).await;
        let state = shown["state"].as_str().expect("a state").to_owned();
        (shown["id"].as_i64().expect("a number"), state)
    }

    /// The names that a search finds, in its order.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn finds(&self, filter: Value) -> Vec<String> {
        let rows = self.asks("domainsSearch", filter).await.done();
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| row["domain"].as_str().expect("a name").to_owned()).collect()
    }

    /// What something costs this account, in cents: `price("com", "dregistration")`.
    ///
    /// # Panics
    /// When it has no price.
    pub async fn price(&self, what: &str, paid: &str) -> i64 {
        let prices = self.asks("clientGetPrices", json!({})).await.done();
        cents(&prices[what][paid])
    }

    fn url(&self, command: &str) -> String {
        format!("{}/{command}", self.base)
    }
}

/// The starred arguments of a contact, and two more.
#[must_use]
pub fn person(email: &str) -> Value {
    json!({
        "email": email, "first_name": "Ada", "last_name": "Lovelace", "street1": "12 Square",
        "city": "London", "postal_code": "W1J 7NT", "country": "GB", "voice_phone": "+44.2055550100",
    })
}

/// An amount as it travels, in cents.
///
/// # Panics
/// When it is no amount.
#[must_use]
#[track_caller]
pub fn cents(amount: &Value) -> i64 {
    let text = amount.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = format!("{part:0<2}");
    let whole: i64 = whole.parse().expect("an amount");
    sign * (whole * 100 + part.parse::<i64>().expect("cents"))
}

fn bracketed(pairs: &mut Vec<(String, String)>, name: String, value: &Value) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                bracketed(pairs, format!("{name}[{key}]"), value);
            }
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                bracketed(pairs, format!("{name}[{place}]"), value);
            }
        }
        Value::String(text) => pairs.push((name, text.clone())),
        Value::Null => {}
        other => pairs.push((name, other.to_string())),
    }
}
