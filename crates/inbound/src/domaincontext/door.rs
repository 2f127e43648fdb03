//! Who enters, and how answers look: the same for every command of the dialect.
//!
//! Failures have the status of successes: clients look for `_error`.

use std::sync::Arc;

use app::accounts::sign_in::{self, Credentials};
use app::keys::Purpose;
use app::{Context, Realm};
use dialects::domaincontext::DomainContext;
use dialects::domaincontext::refusal::Refusal as RefusalBody;
use http::{HeaderValue, StatusCode, header};
use model::account::Action;
use model::error::{Credential, Error};
use model::secret::Secret;
use schemars::SchemaGenerator;
use serde::Serialize;
use serde_json::{Value, json};
use wire::{Access, Call, Door, ElementAnswer, Refusal, Rendered};

use super::AUDIENCE;
use super::errors::{self, Refused};
pub use crate::caller::Caller;

/// What keeps an answer out of caches.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// Signs of a derived key.
const DERIVED_KEY: usize = 32;

/// The dialect's front door.
pub struct DomainContextDoor {
    realm: Arc<Realm>,
}

impl DomainContextDoor {
    pub(super) const fn new(realm: Arc<Realm>) -> Self {
        Self { realm }
    }

    /// Whoever the arguments of the call speak of.
    async fn signed_in(&self, call: &Call) -> Result<Context, Error> {
        let sent = |name| call.params.text(name).filter(|text| !text.is_empty());
        let (Some(login), Some(password)) = (sent("auth_login"), sent("auth_password")) else {
            return Err(Error::Unauthenticated(Credential::Absent));
        };
        let credentials = Credentials {
            audience: AUDIENCE,
            login: login.to_owned(),
            password: Secret::new(password.to_owned()),
            code: None,
            address: call.peer,
        };
        sign_in::by_password(&self.realm, credentials).await
    }
}

impl Door for DomainContextDoor {
    type Dialect = DomainContext;
    type Context = Caller;
    type Error = Refused;
    type Answer<T: Serialize + Send + 'static> = T;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, Refused> {
        let mut caller = Caller::unknown(&self.realm, call.peer);
        if access == Access::Anyone {
            return Ok(caller);
        }
        let mut context = self.signed_in(call).await?;
        match access {
            Access::Anyone | Access::Member => {}
            Access::Owner => context.caller.may(Action::ManageAccount)?,
            Access::Parent => context.caller.may(Action::ManageChildren)?,
        }
        context.client_key.clone_from(&call.client_key);
        // The dialect has no word for a lock that cannot be taken off yet.
        context.guarded = false;
        caller.context = Some(context);
        Ok(caller)
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        _: &Call,
        _: &Caller,
        answer: T,
    ) -> Rendered {
        Rendered::json(StatusCode::OK, &answer).with_header(header::CACHE_CONTROL, NO_STORE)
    }

    fn refuse(&self, call: &Call, refusal: Refusal<Refused>) -> Rendered {
        let status = match refusal {
            Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::OK,
        };
        Rendered::json(status, &errors::refused(call.path(), &refusal))
            .with_header(header::CACHE_CONTROL, NO_STORE)
    }

    fn for_element(&self, caller: &Caller, key: &str) -> Caller {
        let mut caller = caller.clone();
        // Each element is an attempt of its own, and repeating the whole repeats each of them.
        if let Some(named) = caller.context.as_mut().and_then(|cx| cx.client_key.as_mut()) {
            let parts = [named.as_bytes(), key.as_bytes()];
            *named = self.realm.keys.text(Purpose::Fingerprint, &parts, DERIVED_KEY);
        }
        caller
    }

    fn answer_bulk(
        &self,
        call: &Call,
        _: &Caller,
        answers: Vec<(String, ElementAnswer<Refused>)>,
    ) -> Rendered {
        let total = answers.len();
        let mut failed: Vec<(String, bool)> = Vec::new();
        let mut written = Vec::with_capacity(total + 1);
        for (key, answer) in answers {
            let body = answer.unwrap_or_else(|refusal| {
                let body = errors::refused(call.path(), &refusal);
                failed.push((key.clone(), body.wait.is_some()));
                Rendered::json(StatusCode::OK, &body).body
            });
            written.push((key, body));
        }
        if !failed.is_empty() {
            let words = errors::some_failed(&failed, total);
            written.push(("_error".to_owned(), Rendered::json(StatusCode::OK, &words).body));
        }
        Rendered::keyed(StatusCode::OK, written).with_header(header::CACHE_CONTROL, NO_STORE)
    }

    fn account(&self, caller: &Caller) -> String {
        caller.context.as_ref().map(|context| context.session.login.clone()).unwrap_or_default()
    }

    fn bulk_envelope(element: Value, generator: &mut SchemaGenerator) -> Value {
        let refusal = generator.subschema_for::<RefusalBody>().to_value();
        json!({
            "type": "object",
            "properties": { "_error": { "type": "string" } },
            "additionalProperties": { "anyOf": [element, refusal] },
        })
    }
}
