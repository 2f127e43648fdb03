//! A caller of Domains.co.za: a shop with a login, speaking with plain parameters and reading plain
//! JSON, as the scripts of that API do.

use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::http::{Answer, Caller, Sent};

/// A shop that calls the API. When its token has ended it signs in again, as its users' scripts do.
#[derive(Clone)]
pub struct Shop {
    caller: Caller,
    base: String,
    session: Option<Arc<Session>>,
    client_key: Option<String>,
}

struct Session {
    username: String,
    password: String,
    token: Mutex<String>,
}

impl Session {
    fn token(&self) -> String {
        self.token.lock().expect("no holder of the token panics").clone()
    }
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
    /// `intReturnCode`; -1 where there is none.
    #[must_use]
    pub fn code(&self) -> i64 {
        self.json["intReturnCode"].as_i64().unwrap_or(-1)
    }

    /// The reply, when it has this code.
    ///
    /// # Panics
    /// When it has another one; the message shows the whole reply.
    #[must_use]
    #[track_caller]
    pub fn with_code(self, code: i64) -> Self {
        assert_eq!(self.code(), code, "HTTP {} {}", self.status, self.text);
        self
    }

    /// The reply, when the call was done.
    ///
    /// # Panics
    /// When it was not.
    #[must_use]
    #[track_caller]
    pub fn done(self) -> Self {
        self.with_code(1)
    }

    /// A text in the reply.
    #[must_use]
    pub fn text_at(&self, key: &str) -> String {
        self.json[key].as_str().unwrap_or_default().to_owned()
    }

    /// A number in the reply.
    #[must_use]
    pub fn number_at(&self, key: &str) -> i64 {
        self.json[key].as_i64().unwrap_or_default()
    }

    /// A list in the reply.
    #[must_use]
    pub fn list_at(&self, key: &str) -> Vec<Value> {
        self.json[key].as_array().cloned().unwrap_or_default()
    }
}

/// A registrant whose details fit everywhere.
pub const REGISTRANT: &[(&str, &str)] = &[
    ("registrantName", "Thandi Nkosi"),
    ("registrantEmail", "thandi@example.co.za"),
    ("registrantCountry", "ZA"),
    ("registrantProvince", "Gauteng"),
    ("registrantContactNumber", "+27.115550100"),
    ("registrantPostalCode", "2196"),
    ("registrantAddress1", "12 Jan Smuts Avenue"),
    ("registrantCity", "Johannesburg"),
];

/// Two nameservers that need no glue.
pub const NAMESERVERS: &[(&str, &str)] =
    &[("ns1", "ns1.hosting.example"), ("ns2", "ns2.hosting.example")];

impl Shop {
    /// A shop of the API at an address, not signed in.
    #[must_use]
    pub const fn new(caller: Caller, base: String) -> Self {
        Self { caller, base, session: None, client_key: None }
    }

    /// The shop, signed in.
    ///
    /// # Panics
    /// When the credentials are refused.
    pub async fn signs_in(&self, username: &str, password: &str) -> Self {
        let shop = self.signed_out();
        let session = Session {
            username: username.to_owned(),
            password: password.to_owned(),
            token: Mutex::default(),
        };
        shop.renew(&session).await;
        Self { session: Some(Arc::new(session)), ..shop }
    }

    async fn renew(&self, session: &Session) {
        let pairs = [("username", &*session.username), ("password", &*session.password)];
        let url = format!("{}/login", self.base);
        let reply: Reply = self.caller.send("POST", &url, form(&pairs)).await.into();
        let token = reply.done().text_at("token");
        *session.token.lock().expect("no holder of the token panics") = token;
    }

    /// The same shop, not signed in.
    #[must_use]
    pub fn signed_out(&self) -> Self {
        Self { session: None, ..self.clone() }
    }

    /// The same shop, whose calls carry an idempotency key.
    #[must_use]
    pub fn keyed(&self, key: &str) -> Self {
        Self { client_key: Some(key.to_owned()), ..self.clone() }
    }

    /// A call with its parameters where the API's own samples put them: in the form of a POST, in
    /// the query of everything else.
    pub async fn call(&self, method: &str, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.send(method, path, placed(method, pairs)).await
    }

    /// A call made of anything; the shop's own headers are added.
    pub async fn send(&self, method: &str, path: &str, sent: Sent) -> Reply {
        let url = format!("{}{path}", self.base);
        let with_headers = || {
            let headers = self.headers().into_iter().chain(sent.headers.clone()).collect();
            Sent { headers, ..sent.clone() }
        };
        let reply: Reply = self.caller.send(method, &url, with_headers()).await.into();
        match &self.session {
            Some(session) if reply.status == 401 => {
                self.renew(session).await;
                self.caller.send(method, &url, with_headers()).await.into()
            }
            _ => reply,
        }
    }

    /// A call whose connection may break.
    ///
    /// # Errors
    /// Says why there is no answer.
    pub async fn try_call(
        &self,
        method: &str,
        path: &str,
        pairs: &[(&str, &str)],
    ) -> Result<Reply, String> {
        let sent = Sent { headers: self.headers(), ..placed(method, pairs) };
        self.caller.try_send(method, &format!("{}{path}", self.base), sent).await.map(Reply::from)
    }

    /// The headers that the shop's calls carry.
    #[must_use]
    pub fn headers(&self) -> Vec<(String, String)> {
        let session = self.session.iter();
        let bearer =
            session.map(|session| ("authorization", format!("Bearer {}", session.token())));
        let key = self.client_key.iter().map(|key| ("idempotency-key", key.clone()));
        bearer.chain(key).map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// A GET.
    pub async fn get(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call("GET", path, pairs).await
    }

    /// A POST.
    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call("POST", path, pairs).await
    }

    /// A PUT.
    pub async fn put(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call("PUT", path, pairs).await
    }

    /// A DELETE.
    pub async fn delete(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        self.call("DELETE", path, pairs).await
    }

    /// Asks for a registration, for some years, with [`REGISTRANT`] and [`NAMESERVERS`].
    pub async fn asks_to_register(&self, name: &str, years: u8) -> Reply {
        let years = years.to_string();
        let mut pairs = parts(name).to_vec();
        pairs.push(("period", &years));
        pairs.extend(REGISTRANT);
        pairs.extend(NAMESERVERS);
        self.post("/domain", &pairs).await
    }

    /// Registers a name.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn registers(&self, name: &str, years: u8) -> Reply {
        self.asks_to_register(name, years).await.done()
    }

    /// What the API knows of a name.
    pub async fn info(&self, name: &str) -> Reply {
        self.get("/domain", &parts(name)).await
    }

    /// The status in one word.
    pub async fn status(&self, name: &str) -> String {
        self.info(name).await.text_at("strStatus")
    }

    /// Whether a name can be registered.
    pub async fn can_register(&self, name: &str) -> bool {
        self.get("/domain/check", &parts(name)).await.text_at("isAvailable") == "true"
    }

    /// The balance in cents.
    ///
    /// # Panics
    /// When the answer holds none.
    pub async fn balance_cents(&self) -> i64 {
        let reply = self.get("/domain/funds", &[]).await.done();
        let balance = reply.json["objReseller"]["balance"].as_str().expect("a balance").to_owned();
        balance.replace('.', "").parse().expect("a balance with two decimals")
    }

    /// The codes of the open poll messages about a name, oldest first.
    pub async fn news_of(&self, name: &str) -> Vec<i64> {
        let reply = self.get("/domain/poll", &[("domain", name)]).await.done();
        let code = |message: &Value| message["pollCode"].as_i64().unwrap_or_default();
        reply.list_at("arrMessages").iter().map(code).collect()
    }
}

/// The two parameters that name a name; its extension is everything behind the first dot.
#[must_use]
pub fn parts(name: &str) -> [(&'static str, &str); 2] {
    let (sld, tld) = name.split_once('.').unwrap_or((name, ""));
    [("sld", sld), ("tld", tld)]
}

/// The two parameters that name a name, and more of them.
#[must_use]
pub fn with<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    parts(name).into_iter().chain(more.iter().copied()).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn placed(method: &str, pairs: &[(&str, &str)]) -> Sent {
    match method {
        "POST" => form(pairs),
        _ => Sent { query: owned(pairs), ..Sent::default() },
    }
}

fn form(pairs: &[(&str, &str)]) -> Sent {
    let form = crate::http::encoded(&owned(pairs)).into_bytes();
    let body = Some(("application/x-www-form-urlencoded".to_owned(), form));
    Sent { body, ..Sent::default() }
}
