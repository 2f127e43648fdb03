//! Who enters, and how answers look: the same for every call of the dialect.
//!
//! A request names its key, says when it was signed, and is signed as a whole. A request that is
//! repeated word by word within the same millisecond has the same signature as one that somebody
//! caught and sent again; it is refused like that one.

use std::net::IpAddr;
use std::sync::Arc;

use app::accounts::signed_requests::{self, Entered, SignedBody};
use app::keys::Purpose;
use app::{Context, Realm};
use dialects::devo::Devo;
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::account::{AccountId, Action};
use model::error::{Credential, Error};
use model::secret::Secret;
use serde::Serialize;
use wire::{Access, Call, Door, Refusal, Rendered};

use super::AUDIENCE;
use super::errors::{self, Refused};
use crate::authorization::bearer;

/// Headers that hold the key; which kind it is follows from the key itself.
const KEYS: [&str; 3] =
    ["x-logtrust-reseller-apikey", "x-logtrust-domain-apikey", "x-logtrust-apikey"];
/// The header with the moment of the signature, in milliseconds.
const MOMENT: &str = "x-logtrust-timestamp";
/// The header with the signature.
const SIGNATURE: &str = "x-logtrust-sign";
/// The header with the id of an answer.
const ANSWER_ID: HeaderName = HeaderName::from_static("x-devo-cid");
/// Hex digits of an answer's id.
const ANSWER_ID_DIGITS: usize = 24;
/// What keeps an answer out of caches.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The dialect's front door.
pub struct DevoDoor {
    realm: Arc<Realm>,
}

/// Who calls: a reseller, or whoever holds the key of one of its domains.
#[derive(Clone)]
pub struct Caller {
    /// The world that is called.
    pub realm: Arc<Realm>,
    /// Where from.
    pub address: Option<IpAddr>,
    /// The token that came with the call, besides what signed it.
    pub bearer: Option<Secret<String>>,
    entered: Option<Entered>,
}

impl Caller {
    /// The reseller that the key belongs to, whatever the key opens. What is done with it has to keep
    /// to [`Caller::tenant`].
    ///
    /// # Errors
    /// When nobody signed; routes that need somebody never get here without.
    pub fn cx(&self) -> Result<&Context, Error> {
        self.entered().map(|entered| &entered.cx)
    }

    /// The only tenant that exists for the caller; none for the reseller itself.
    #[must_use]
    pub fn tenant(&self) -> Option<AccountId> {
        self.entered.as_ref().and_then(|entered| entered.tenant)
    }

    /// The reseller, where its own key signed.
    ///
    /// # Errors
    /// `Unauthenticated(WrongKind)` for the key of a domain.
    pub fn reseller(&self) -> Result<&Context, Error> {
        match self.tenant() {
            None => self.cx(),
            Some(_) => Err(Error::Unauthenticated(Credential::WrongKind)),
        }
    }

    fn entered(&self) -> Result<&Entered, Error> {
        self.entered.as_ref().ok_or(Error::Unauthenticated(Credential::Absent))
    }
}

impl DevoDoor {
    pub(super) const fn new(realm: Arc<Realm>) -> Self {
        Self { realm }
    }

    /// Whoever signed the request.
    async fn signed(&self, call: &Call) -> Result<Entered, Error> {
        let sent = |name| call.header(name).map(str::trim).filter(|text| !text.is_empty());
        let key = KEYS.into_iter().find_map(sent);
        let (Some(key), Some(moment), Some(signature)) = (key, sent(MOMENT), sent(SIGNATURE))
        else {
            return Err(Error::Unauthenticated(Credential::Absent));
        };
        let (body, address) = (&call.body, call.peer);
        let request = SignedBody { key, signature, moment, body, address };
        signed_requests::by_signed_body(&self.realm, AUDIENCE, request).await
    }

    /// What every answer carries.
    fn with_id(&self, call: &Call, rendered: Rendered) -> Rendered {
        let (number, now) = (call.id.to_be_bytes(), self.realm.now().unix().to_be_bytes());
        let machine = self.realm.clock.machine().unix().to_be_bytes();
        let parts: [&[u8]; 4] = [b"answer", &number, &now, &machine];
        let id = self.realm.keys.hex(Purpose::Node, &parts, ANSWER_ID_DIGITS);
        let id = HeaderValue::from_str(&id).expect("hex digits can stand in a header");
        rendered.with_header(ANSWER_ID, id).with_header(header::CACHE_CONTROL, NO_STORE)
    }
}

impl Door for DevoDoor {
    type Dialect = Devo;
    type Context = Caller;
    type Error = Refused;
    type Answer<T: Serialize + Send + 'static> = T;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, Refused> {
        let mut caller = Caller {
            realm: Arc::clone(&self.realm),
            address: call.peer,
            bearer: bearer(call).map(|token| Secret::new(token.to_owned())),
            entered: None,
        };
        if access == Access::Anyone {
            return Ok(caller);
        }
        let mut entered = self.signed(call).await?;
        entered.cx.client_key.clone_from(&call.client_key);
        caller.entered = Some(entered);
        match access {
            Access::Anyone | Access::Member => {}
            Access::Owner => caller.reseller()?.caller.may(Action::ManageAccount)?,
            Access::Parent => caller.reseller()?.caller.may(Action::ManageCustomers)?,
        }
        Ok(caller)
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        _: &Caller,
        answer: T,
    ) -> Rendered {
        self.with_id(call, Rendered::json(StatusCode::OK, &answer))
    }

    fn refuse(&self, call: &Call, refusal: Refusal<Refused>) -> Rendered {
        let said = errors::refused(call, &refusal);
        let rendered = self.with_id(call, Rendered::json(said.status, &said.body));
        match said.retry_after {
            Some(seconds) => rendered.with_header(header::RETRY_AFTER, seconds.into()),
            None => rendered,
        }
    }

    fn account(&self, caller: &Caller) -> String {
        let session = caller.entered.as_ref().map(|entered| &entered.cx.session);
        session.map(|session| session.login.clone()).unwrap_or_default()
    }
}
