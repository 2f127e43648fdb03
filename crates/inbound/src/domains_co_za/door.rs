//! Who enters, and how answers look: the same for every call of the dialect.

use std::any::TypeId;
use std::sync::Arc;

use app::accounts::sign_in;
use app::keys::Purpose;
use app::{Context, Realm};
use dialects::domains_co_za::DomainsCoZa;
use dialects::domains_co_za::codes::ReturnCode;
use dialects::domains_co_za::domain::check::DomainChecked;
use dialects::domains_co_za::envelope::{Done, Envelope};
use dialects::domains_co_za::reseller_object::{AccountType, ResellerObject, carries_reseller};
use http::{HeaderValue, Method, StatusCode, header};
use model::account::{Action, Billing, is_low};
use model::error::{Credential, Error};
use model::money::Money;
use serde::Serialize;
use uuid::{Timestamp, Uuid};
use wire::{Access, Call, Door, Refusal, Rendered};

use super::AUDIENCE;
use super::answer::Answer;
use super::errors::{self, Refused, Said};
pub use crate::caller::Caller;
use crate::{authorization, words};

/// Name of the server that answered, in every answer.
const API_HOST: &str = "api-node01";

/// The dialect's front door.
pub struct DomainsCoZaDoor {
    realm: Arc<Realm>,
    node: [u8; 6],
}

impl DomainsCoZaDoor {
    pub(super) fn new(realm: Arc<Realm>) -> Self {
        let derived = realm.keys.derive(Purpose::Node, &[]);
        let mut node = [0; 6];
        node.copy_from_slice(&derived[..6]);
        // A node id that is no hardware address has its lowest bit set (RFC 9562 §6.10).
        node[0] |= 1;
        Self { realm, node }
    }

    /// A version 1 UUID from the realm's clock; the call's number keeps two apart.
    fn uuid(&self, call: &Call) -> String {
        let seconds = self.realm.now().unix().unsigned_abs();
        let ticks = call.id % 10_000_000;
        let nanoseconds = u32::try_from(ticks * 100).unwrap_or_default();
        let counter = call.id / 10_000_000;
        let moment = Timestamp::from_unix(Counter(counter), seconds, nanoseconds);
        Uuid::new_v1(moment, &self.node).to_string()
    }

    async fn reseller(&self, call: &Call, context: &Context) -> Option<ResellerObject> {
        // A call that only reads leaves the balance as it was when it came in.
        let session = match call.method {
            Method::GET => Arc::clone(&context.session),
            _ => sign_in::refreshed(context).await.ok()?,
        };
        let account = &session.account;
        let balance = Money::new(session.balance_minor, account.currency);
        Some(ResellerObject {
            username: session.login.clone(),
            balance: balance.to_string(),
            account_type: match account.billing {
                Billing::Prepaid | Billing::Invoiced | Billing::FromAbove => AccountType::Pre,
                Billing::Postpaid => AccountType::Post,
            },
            low_balance: is_low(balance, account.low_balance_minor),
        })
    }

    fn said(&self, call: &Call, said: Said) -> Rendered {
        let envelope = Envelope {
            return_code: said.code.number(),
            uuid: self.uuid(call),
            message: said.message,
            reason: Some(said.reason),
            body: Done {},
            reseller: None,
            api_host: API_HOST.to_owned(),
        };
        let rendered = Rendered::json(said.status, &envelope);
        match said.retry_after.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok())
        {
            Some(seconds) => rendered.with_header(header::RETRY_AFTER, seconds),
            None => rendered,
        }
    }
}

/// The counter part of a call id, fixed for one call.
struct Counter(u64);

impl uuid::ClockSequence for Counter {
    type Output = u16;
    fn generate_sequence(&self, _: u64, _: u32) -> u16 {
        u16::try_from(self.0 % 0x3FFF).unwrap_or_default()
    }
}

impl Door for DomainsCoZaDoor {
    type Dialect = DomainsCoZa;
    type Context = Caller;
    type Error = Refused;
    type Answer<T: Serialize + Send + 'static> = Answer<T>;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, Refused> {
        let mut caller = Caller::unknown(&self.realm, call.peer);
        if access == Access::Anyone {
            return Ok(caller);
        }
        let mut context = match (authorization::bearer(call), call.params.text("key")) {
            (Some(token), _) => sign_in::by_token(&self.realm, token, AUDIENCE).await?,
            (None, Some(key)) => sign_in::by_api_key(&self.realm, key, AUDIENCE, call.peer).await?,
            (None, None) => return Err(Error::Unauthenticated(Credential::Absent).into()),
        };
        match access {
            Access::Anyone | Access::Member => {}
            Access::Owner => context.caller.may(Action::ManageAccount)?,
            Access::Parent => context.caller.may(Action::ManageChildren)?,
        }
        context.client_key.clone_from(&call.client_key);
        caller.context = Some(context);
        Ok(caller)
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        caller: &Caller,
        answer: Answer<T>,
    ) -> Rendered {
        let carries = self.row(call).is_some_and(carries_reseller);
        let reseller = match &caller.context {
            Some(context) if carries => self.reseller(call, context).await,
            _ => None,
        };
        // One body has the reason at a place of its own.
        let reason = (TypeId::of::<T>() != TypeId::of::<DomainChecked>()).then(String::new);
        let envelope = Envelope {
            return_code: answer.code.number(),
            uuid: self.uuid(call),
            message: answer.message.to_owned(),
            reason,
            body: answer.body,
            reseller,
            api_host: API_HOST.to_owned(),
        };
        Rendered::json(StatusCode::OK, &envelope)
            .with_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
    }

    fn refuse(&self, call: &Call, refusal: Refusal<Refused>) -> Rendered {
        let said = match refusal {
            Refusal::Error(refused) => errors::say(&refused),
            Refusal::Undecodable(error) => errors::undecodable(&error),
            Refusal::Malformed(why) => {
                Said::new(StatusCode::BAD_REQUEST, ReturnCode::SyntaxError, why.to_string())
            }
            Refusal::UnknownCall => Said::new(
                StatusCode::NOT_FOUND,
                ReturnCode::UnknownCommand,
                words::unknown_call(call.path()),
            ),
            Refusal::WrongMethod { allowed } => Said::new(
                StatusCode::METHOD_NOT_ALLOWED,
                ReturnCode::UnknownCommand,
                words::wrong_method(call.path(), &allowed),
            ),
            Refusal::NotAcceptable => Said::new(
                StatusCode::NOT_ACCEPTABLE,
                ReturnCode::UnknownCommand,
                words::JSON_ONLY.to_owned(),
            ),
            Refusal::TooLarge { limit } => Said::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                ReturnCode::SyntaxError,
                words::too_large(limit),
            ),
            Refusal::Panicked => Said::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                ReturnCode::Internal,
                words::OUR_MISTAKE.to_owned(),
            ),
        };
        self.said(call, said)
    }

    fn account(&self, caller: &Caller) -> String {
        caller.context.as_ref().map(|context| context.session.login.clone()).unwrap_or_default()
    }

    fn row(&self, call: &Call) -> Option<&'static str> {
        match call.ids {
            // Five routes serve two rows: the caller's own, and somebody below it by name.
            [own, below] => {
                let named = call.params.text("username").is_some_and(|name| !name.is_empty());
                Some(if named { below } else { own })
            }
            ids => ids.first().copied(),
        }
    }

    fn envelope(schema: serde_json::Value) -> serde_json::Value {
        errors::envelope(schema)
    }
}
