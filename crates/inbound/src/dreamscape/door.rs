//! Who enters, and how answers look: the same for every call of the dialect.
//!
//! A request carries an id that was never used before, and the MD5 of that id with the reseller's key
//! behind it. Nothing else says whose it is.

use std::sync::Arc;

use app::accounts::signed_requests::{self, SignedId};
use app::{Context, Realm};
use dialects::dreamscape::Dreamscape;
use dialects::dreamscape::envelope::Envelope;
use http::{HeaderValue, StatusCode, header};
use model::account::Action;
use model::error::{Credential, Error};
use serde::Serialize;
use serde_json::{Value, json};
use wire::{Access, Call, Door, Refusal, Rendered};

use super::AUDIENCE;
use super::answer::Answer;
use super::errors::{self, Refused};
pub use crate::caller::Caller;

/// The header with the request's id.
const REQUEST_ID: &str = "api-request-id";
/// The header with the signature.
const SIGNATURE: &str = "api-signature";
/// What keeps an answer out of caches.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The dialect's front door.
pub struct DreamscapeDoor {
    realm: Arc<Realm>,
}

impl DreamscapeDoor {
    pub(super) const fn new(realm: Arc<Realm>) -> Self {
        Self { realm }
    }

    /// Whoever signed the request.
    async fn signed(&self, call: &Call) -> Result<Context, Error> {
        let sent = |name| call.header(name).map(str::trim);
        let (Some(id), Some(signature)) = (sent(REQUEST_ID), sent(SIGNATURE)) else {
            return Err(Error::Unauthenticated(Credential::Absent));
        };
        let request = SignedId { id, signature, address: call.peer };
        Ok(signed_requests::by_signed_id(&self.realm, AUDIENCE, request).await?.cx)
    }
}

impl Door for DreamscapeDoor {
    type Dialect = Dreamscape;
    type Context = Caller;
    type Error = Refused;
    type Answer<T: Serialize + Send + 'static> = Answer<T>;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, Refused> {
        let mut caller = Caller::unknown(&self.realm, call.peer);
        if access == Access::Anyone {
            return Ok(caller);
        }
        let mut context = self.signed(call).await?;
        match access {
            Access::Anyone | Access::Member => {}
            Access::Owner => context.caller.may(Action::ManageAccount)?,
            Access::Parent => context.caller.may(Action::ManageCustomers)?,
        }
        context.client_key.clone_from(&call.client_key);
        // The dialect has no word for a lock that cannot be taken off yet.
        context.guarded = false;
        caller.context = Some(context);
        Ok(caller)
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        _: &Caller,
        answer: Answer<T>,
    ) -> Rendered {
        let rendered = match answer {
            _ if call.success == StatusCode::NO_CONTENT => Rendered::empty(call.success),
            Answer::Done(data) => Rendered::json(call.success, &Envelope::of(data)),
            Answer::Page(rows, pagination) => {
                Rendered::json(call.success, &Envelope::page(rows, pagination))
            }
        };
        rendered.with_header(header::CACHE_CONTROL, NO_STORE)
    }

    fn refuse(&self, call: &Call, refusal: Refusal<Refused>) -> Rendered {
        let said = errors::refused(call, &refusal);
        let rendered =
            Rendered::json(said.status, &said.body).with_header(header::CACHE_CONTROL, NO_STORE);
        match said.retry_after {
            Some(seconds) => rendered.with_header(header::RETRY_AFTER, seconds.into()),
            None => rendered,
        }
    }

    fn account(&self, caller: &Caller) -> String {
        caller.context.as_ref().map(|context| context.session.login.clone()).unwrap_or_default()
    }

    fn envelope(data: Value) -> Value {
        let count = json!({ "type": "integer", "minimum": 0 });
        json!({
            "type": "object",
            "properties": {
                "status": { "const": true },
                "data": data,
                "pagination": {
                    "type": "object",
                    "properties": {
                        "total_items": count,
                        "total_pages": count,
                        "current_page": count,
                    },
                    "required": ["total_items", "total_pages", "current_page"],
                },
            },
            "required": ["status", "data"],
        })
    }
}
