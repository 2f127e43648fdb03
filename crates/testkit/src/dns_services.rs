//! A caller of DNS.services: a client with an e-mail address and a password, speaking JSON as the
//! scripts of that API do.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::http::{Answer, Caller, Sent};

/// A client that calls the API.
#[derive(Clone)]
pub struct Client {
    caller: Caller,
    base: String,
    access: Access,
    client_key: Option<String>,
}

/// How a client says who it is.
#[derive(Clone)]
enum Access {
    /// Not at all.
    Nobody,
    /// By a token that is exchanged for the next one when it has ended.
    Session(Arc<Session>),
    /// By a header of its own.
    Header(String),
}

struct Session {
    username: String,
    password: String,
    pair: Mutex<Pair>,
}

/// The two tokens of a sign-in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// For calls.
    pub token: String,
    /// For the next pair.
    pub refresh: String,
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
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            status: answer.status,
            json: answer.json(),
            text: answer.text,
            headers: answer.headers,
        }
    }
}

impl Reply {
    /// The reply, when the call was done.
    ///
    /// # Panics
    /// When it was not; the message shows the whole reply.
    #[must_use]
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!((self.status, self.errors().len()), (200, 0), "{}", self.text);
        self
    }

    /// The reply, when the call was refused with this status, and with words.
    ///
    /// # Panics
    /// When it was not; the message shows the whole reply.
    #[track_caller]
    pub fn refused(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        assert!(self.errors().iter().any(|words| !words.is_empty()), "{}", self.text);
        self
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn errors(&self) -> Vec<String> {
        let words = self.json["error"].as_array().into_iter().flatten();
        words.map(|words| words.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A text in the reply.
    #[must_use]
    pub fn text_at(&self, key: &str) -> String {
        self.json[key].as_str().unwrap_or_default().to_owned()
    }

    /// What a header says; nothing where it is absent.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// A list in the reply.
    #[must_use]
    pub fn list_at(&self, key: &str) -> Vec<Value> {
        self.json[key].as_array().cloned().unwrap_or_default()
    }
}

impl Client {
    /// A client of the API at an address, not signed in.
    #[must_use]
    pub const fn new(caller: Caller, base: String) -> Self {
        Self { caller, base, access: Access::Nobody, client_key: None }
    }

    /// The same client, not signed in.
    #[must_use]
    pub fn signed_out(&self) -> Self {
        Self { access: Access::Nobody, ..self.clone() }
    }

    /// The client, signed in.
    ///
    /// # Panics
    /// When the credentials are refused.
    pub async fn signs_in(&self, username: &str, password: &str) -> Self {
        let session = Session {
            username: username.to_owned(),
            password: password.to_owned(),
            pair: Mutex::default(),
        };
        self.renew(&session).await;
        Self { access: Access::Session(Arc::new(session)), ..self.clone() }
    }

    async fn renew(&self, session: &Session) {
        let pair = self.signed_out().logs_in(&session.username, &session.password).await;
        *session.pair.lock().expect("no holder of the pair panics") = pair;
    }

    /// Exchanges credentials for a pair of tokens.
    ///
    /// # Panics
    /// When they are refused.
    pub async fn logs_in(&self, username: &str, password: &str) -> Pair {
        self.tries_to_log_in(username, password).await.pair()
    }

    /// Asks for a pair of tokens.
    pub async fn tries_to_log_in(&self, username: &str, password: &str) -> Reply {
        let credentials = json!({ "username": username, "password": password });
        self.post("/login", credentials).await
    }

    /// The same client with a token, good or not; it does not sign in again when the token has ended.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        self.with_authorization(&format!("Bearer {token}"))
    }

    /// The same client, sending its credentials with every call.
    #[must_use]
    pub fn with_basic(&self, username: &str, password: &str) -> Self {
        let credentials = STANDARD.encode(format!("{username}:{password}"));
        self.with_authorization(&format!("Basic {credentials}"))
    }

    /// The same client with whatever stands in its header.
    #[must_use]
    pub fn with_authorization(&self, header: &str) -> Self {
        Self { access: Access::Header(header.to_owned()), ..self.clone() }
    }

    /// The same client, whose calls carry an idempotency key.
    #[must_use]
    pub fn keyed(&self, key: &str) -> Self {
        Self { client_key: Some(key.to_owned()), ..self.clone() }
    }

    /// The headers that the client's calls carry.
    #[must_use]
    pub fn headers(&self) -> Vec<(String, String)> {
        let authorization = match &self.access {
            Access::Nobody => None,
            Access::Header(header) => Some(header.clone()),
            Access::Session(session) => {
                let pair = session.pair.lock().expect("no holder of the pair panics");
                Some(format!("Bearer {}", pair.token))
            }
        };
        let authorization = authorization.map(|value| ("authorization", value));
        let key = self.client_key.iter().map(|key| ("idempotency-key", key.clone()));
        authorization.into_iter().chain(key).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// A call made of anything; the client's own headers are added. A client that is signed in signs
    /// in again when its token has ended.
    pub async fn send(&self, method: &str, path: &str, sent: Sent) -> Reply {
        let url = format!("{}{path}", self.base);
        let with_headers = || {
            let headers = self.headers().into_iter().chain(sent.headers.clone()).collect();
            Sent { headers, ..sent.clone() }
        };
        let reply: Reply = self.caller.send(method, &url, with_headers()).await.into();
        match &self.access {
            Access::Session(session) if reply.status == 401 => {
                Box::pin(self.renew(session)).await;
                self.caller.send(method, &url, with_headers()).await.into()
            }
            _ => reply,
        }
    }

    /// A call with a JSON body.
    pub async fn call(&self, method: &str, path: &str, body: Value) -> Reply {
        let body = ("application/json".to_owned(), body.to_string().into_bytes());
        self.send(method, path, Sent { body: Some(body), ..Sent::default() }).await
    }

    /// A GET.
    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, Sent::default()).await
    }

    /// A POST.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.call("POST", path, body).await
    }

    /// A PUT.
    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.call("PUT", path, body).await
    }

    /// A DELETE.
    pub async fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, Sent::default()).await
    }
}

impl Reply {
    /// The pair of tokens in the reply.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    #[track_caller]
    pub fn pair(self) -> Pair {
        let reply = self.done();
        let pair = Pair { token: reply.text_at("token"), refresh: reply.text_at("refresh") };
        assert!(!pair.token.is_empty() && !pair.refresh.is_empty(), "{}", reply.text);
        pair
    }
}

/// An order as it was answered.
#[derive(Debug, Clone)]
pub struct Ordered {
    /// The invoice that asks for the money.
    pub invoice: String,
    /// What it comes to.
    pub total: String,
    /// The domain or service that comes of it.
    pub item: String,
}

impl From<Reply> for Ordered {
    fn from(reply: Reply) -> Self {
        let reply = reply.done();
        assert!(reply.json["order_num"].is_i64(), "{}", reply.text);
        let item = reply.json["items"]["id"].as_str().unwrap_or_default().to_owned();
        Self { invoice: reply.text_at("invoice_id"), total: reply.text_at("total"), item }
    }
}

/// What people do with this API, in few words.
impl Client {
    /// The number of an extension, written with its dot.
    ///
    /// # Panics
    /// When it is not on sale.
    pub async fn tld(&self, tld: &str) -> String {
        let tlds = self.get("/domain/order").await.done().list_at("tlds");
        let row = tlds.iter().find(|row| row["tld"] == tld).expect("an extension on sale");
        row["id"].as_str().expect("a number as text").to_owned()
    }

    /// Asks to register a name.
    pub async fn asks_to_register(&self, name: &str, years: u8) -> Reply {
        let extension = name.find('.').map_or("", |dot| &name[dot..]);
        let order = json!({
            "name": name, "years": years, "action": "register",
            "tld_id": self.tld(extension).await, "pay_method": 1,
        });
        self.post("/domain/order", order).await
    }

    /// Orders a product for a period, by the period's letter, and for a name.
    pub async fn orders(&self, product: u32, cycle: &str, domain: &str) -> Ordered {
        let order = json!({ "cycle": cycle, "domain": domain, "pay_method": 1 });
        self.post(&format!("/order/{product}"), order).await.into()
    }

    /// Pays an invoice from credit, as far as the credit goes.
    pub async fn pays(&self, invoice: &str) -> Reply {
        self.post(&format!("/invoice/{invoice}/credit"), json!({})).await
    }

    /// Pays what was ordered, and gives what came of it.
    ///
    /// # Panics
    /// When the invoice is not paid by that.
    pub async fn pays_for(&self, ordered: Ordered) -> String {
        let paid = self.pays(&ordered.invoice).await.done();
        assert_eq!(paid.text_at("invoice_status"), "Paid", "{}", paid.text);
        ordered.item
    }

    /// Orders a name, pays for it, and gives its number.
    pub async fn buys(&self, name: &str, years: u8) -> String {
        let ordered = self.asks_to_register(name, years).await.into();
        self.pays_for(ordered).await
    }

    /// Orders a product, pays for it, and gives the service's number.
    pub async fn subscribes(&self, product: u32, cycle: &str, domain: &str) -> String {
        let ordered = self.orders(product, cycle, domain).await;
        self.pays_for(ordered).await
    }

    /// Orders a renewal.
    pub async fn orders_renewal(&self, domain: &str, years: u8) -> Ordered {
        let order = json!({ "years": years, "pay_method": 1 });
        self.post(&format!("/domain/{domain}/renew"), order).await.into()
    }

    /// What is known of a name, by its number.
    pub async fn domain(&self, id: &str) -> Value {
        self.get(&format!("/domain/{id}")).await.done().json["details"].clone()
    }

    /// What is known of a service.
    pub async fn service(&self, id: &str) -> Value {
        self.get(&format!("/service/{id}")).await.done().json["service"].clone()
    }

    /// What is known of an invoice.
    pub async fn invoice(&self, id: &str) -> Value {
        self.get(&format!("/invoice/{id}")).await.done().json["invoice"].clone()
    }

    /// What is owed and what there is, in cents.
    pub async fn owes_and_has(&self) -> (i64, i64) {
        let reply = self.get("/balance").await.done();
        let details = &reply.json["details"];
        (cents(&details["acc_balance"]), cents(&details["acc_credit"]))
    }

    /// Whether a name can be registered.
    pub async fn can_register(&self, name: &str) -> bool {
        let reply = self.post("/domain/lookup", json!({ "name": name })).await.done();
        reply.json["available"] == true
    }
}

/// An amount with two decimals, in cents.
///
/// # Panics
/// When it is none.
#[must_use]
#[track_caller]
pub fn cents(amount: &Value) -> i64 {
    let text = amount.as_str().expect("an amount as text");
    assert_eq!(text.rsplit_once('.').map(|(_, cents)| cents.len()), Some(2), "{text}");
    text.replace('.', "").parse().expect("an amount with two decimals")
}
