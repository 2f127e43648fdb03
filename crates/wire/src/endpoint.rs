//! What a call is: one type that the server decodes, the client sends, and OpenAPI lists.

use http::{Method, StatusCode};
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

use crate::Params;

/// A foreign API: a prefix under which its calls live.
pub trait Dialect: Send + Sync + 'static {
    /// The dialect's name, as it stands in URLs, configuration and metrics.
    const NAME: &'static str;
    /// What stands between the server's root and a call's path, for example `/domains-co-za/api`.
    const PREFIX: &'static str;
    /// Title of the OpenAPI document.
    const TITLE: &'static str;
    /// Parameters of every call whose values must never be shown or logged, wherever they stand.
    const SECRETS: &'static [&'static str] = &[];
    /// Whether its documents put the parameters of PUT into the body, not into the query. Both are
    /// understood.
    const PUTS_IN_BODY: bool = false;
}

/// Who may make a call. Checked once, where routes are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// No credentials are read.
    Anyone,
    /// Any signed-in member of an account that may act.
    Member,
    /// The owner of an account: no sub-users.
    Owner,
    /// The owner of an account that has accounts below it.
    Parent,
}

/// One call of a dialect. The implementing type is its request.
///
/// A request serialises to the parameters it decodes from, so that the same type serves both ends.
pub trait Endpoint: Serialize + DeserializeOwned + JsonSchema + Send + 'static {
    /// The API it belongs to.
    type Dialect: Dialect;
    /// What a successful answer carries, in the documented order of keys.
    type Response: Serialize + DeserializeOwned + JsonSchema + Send + 'static;

    /// Rows of the dialect's catalogue that this call serves; empty for an older spelling that the
    /// catalogue does not list.
    const IDS: &'static [&'static str];
    /// The HTTP method.
    const METHOD: Method;
    /// The path below the dialect's prefix; `{name}` marks a path parameter.
    const PATH: &'static str;
    /// Other paths that mean the same call.
    const ALIASES: &'static [&'static str] = &[];
    /// Who may call.
    const ACCESS: Access = Access::Member;
    /// Parameters whose values must never be shown or logged.
    const SECRETS: &'static [&'static str] = &[];
    /// What a success is, for dialects that tell one success from another.
    const SUCCESS: StatusCode = StatusCode::OK;
}

/// A call that exists once for each row of a table: with a path and catalogue rows of its own, and
/// with the same parameters and answer every time.
///
/// Its own `IDS` are empty and its own `PATH` says what the paths have in common; neither is served.
pub trait Tabled: Endpoint {
    /// What tells the calls apart.
    type Row: Sync + 'static;

    /// The rows that the call exists for, in the order in which it is listed.
    fn rows() -> impl Iterator<Item = &'static Self::Row>;
    /// Rows of the dialect's catalogue that the call of this row serves.
    fn ids(row: &'static Self::Row) -> &'static [&'static str];
    /// The path below the dialect's prefix.
    fn path(row: &'static Self::Row) -> &'static str;
}

/// A call that also exists in a form for many at once: each element of the bulk call is a request of
/// the single one, under a key of the caller's, and is answered under that key.
pub trait Bulked: Endpoint {
    /// Rows of the dialect's catalogue that the bulk form serves.
    const BULK_IDS: &'static [&'static str];
    /// The path of the bulk form below the dialect's prefix.
    const BULK_PATH: &'static str;
    /// Other paths that mean the same bulk call.
    const BULK_ALIASES: &'static [&'static str] = &[];
    /// Whether each element waits for the one before, as it needs to where they may stand in each
    /// other's way.
    const IN_TURN: bool = false;

    /// Writes into an element what its key says, where the element itself does not say it.
    fn keyed(_key: &str, _element: &mut Params) {}
}
