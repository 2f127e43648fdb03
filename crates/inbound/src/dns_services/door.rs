//! Who enters, and how answers look: the same for every call of the dialect.

use std::net::IpAddr;
use std::sync::Arc;

use app::accounts::sign_in::{self, Credentials};
use app::{Context, Realm};
use dialects::dns_services::DnsServices;
use dialects::dns_services::refusal::Refusal as RefusalBody;
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::account::Action;
use model::error::{Credential, Error};
use model::secret::Secret;
use serde::Serialize;
use wire::{Access, Call, Door, Refusal, Rendered};

use super::errors::{self, Refused, Said};
use super::{AUDIENCE, Profile};
use crate::authorization::{self, Basic};
use crate::words;

/// How to sign in, for clients that ask without having done so (RFC 9110 §11.6.1).
const CHALLENGE: HeaderValue = HeaderValue::from_static("Basic realm=\"api\", charset=\"UTF-8\"");
/// How often one may fail to sign in.
const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
/// The row of the call that says so.
const LOGIN: &str = "login";

/// The dialect's front door.
pub struct DnsServicesDoor {
    realm: Arc<Realm>,
    profile: Profile,
}

/// Who calls: nobody yet at sign-in, a member everywhere else.
#[derive(Clone)]
pub struct Caller {
    /// The world that is called.
    pub realm: Arc<Realm>,
    /// Where from.
    pub address: Option<IpAddr>,
    /// How the dialect is spoken.
    pub profile: Profile,
    /// The token that came with the call, good or not.
    pub token: Option<Secret<String>>,
    context: Option<Context>,
}

impl Caller {
    /// The signed-in caller.
    ///
    /// # Errors
    /// When nobody is signed in; routes that need somebody never get here without.
    pub fn cx(&self) -> Result<&Context, Error> {
        self.context.as_ref().ok_or(Error::Unauthenticated(Credential::Absent))
    }
}

impl DnsServicesDoor {
    pub(super) const fn new(realm: Arc<Realm>, profile: Profile) -> Self {
        Self { realm, profile }
    }

    /// Whoever the header speaks of.
    async fn signed_in(&self, call: &Call) -> Result<Context, Error> {
        if let Some(token) = authorization::bearer(call) {
            return sign_in::by_token(&self.realm, token, AUDIENCE).await;
        }
        let Some(basic) = authorization::basic(call) else {
            return Err(Error::Unauthenticated(Credential::Absent));
        };
        let Basic { login, password } = basic.ok_or(Error::Unauthenticated(Credential::Wrong))?;
        let (audience, address) = (AUDIENCE, call.peer);
        let credentials = Credentials { audience, login, password, code: None, address };
        sign_in::by_password(&self.realm, credentials).await
    }

    /// An answer to a sign-in says how often one may fail, whatever came of it.
    fn with_limit(&self, call: &Call, rendered: Rendered) -> Rendered {
        match call.ids.first() {
            Some(&LOGIN) => {
                rendered.with_header(LIMIT, self.realm.settings.sign_in_attempts.into())
            }
            _ => rendered,
        }
    }
}

impl Door for DnsServicesDoor {
    type Dialect = DnsServices;
    type Context = Caller;
    type Error = Refused;
    type Answer<T: Serialize + Send + 'static> = T;

    async fn admit(&self, call: &Call, access: Access) -> Result<Caller, Refused> {
        let mut caller = Caller {
            realm: Arc::clone(&self.realm),
            address: call.peer,
            profile: self.profile,
            token: authorization::bearer(call).map(str::to_owned).map(Secret::new),
            context: None,
        };
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
        caller.context = Some(context);
        Ok(caller)
    }

    async fn answer<T: Serialize + Send + 'static>(
        &self,
        call: &Call,
        _: &Caller,
        answer: T,
    ) -> Rendered {
        let rendered = Rendered::php_json(StatusCode::OK, &answer)
            .with_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        self.with_limit(call, rendered)
    }

    fn refuse(&self, call: &Call, refusal: Refusal<Refused>) -> Rendered {
        let Said { status, words, retry_after } = match refusal {
            Refusal::Error(refused) => errors::say(&refused),
            Refusal::Undecodable(error) => Said::new(StatusCode::BAD_REQUEST, error.to_string()),
            Refusal::Malformed(why) => Said::new(StatusCode::BAD_REQUEST, why.to_string()),
            Refusal::UnknownCall => {
                Said::new(StatusCode::NOT_FOUND, words::unknown_call(call.path()))
            }
            Refusal::WrongMethod { allowed } => Said::new(
                StatusCode::METHOD_NOT_ALLOWED,
                words::wrong_method(call.path(), &allowed),
            ),
            Refusal::NotAcceptable => Said::new(StatusCode::NOT_ACCEPTABLE, words::JSON_ONLY),
            Refusal::TooLarge { limit } => {
                Said::new(StatusCode::PAYLOAD_TOO_LARGE, words::too_large(limit))
            }
            Refusal::Panicked => Said::new(StatusCode::INTERNAL_SERVER_ERROR, words::OUR_MISTAKE),
        };
        let mut rendered = Rendered::php_json(status, &RefusalBody { error: words });
        if status == StatusCode::UNAUTHORIZED {
            rendered = rendered.with_header(header::WWW_AUTHENTICATE, CHALLENGE);
        }
        if let Some(seconds) = retry_after {
            rendered = rendered.with_header(header::RETRY_AFTER, seconds.into());
        }
        self.with_limit(call, rendered)
    }

    fn account(&self, caller: &Caller) -> String {
        caller.context.as_ref().map(|context| context.session.login.clone()).unwrap_or_default()
    }
}
