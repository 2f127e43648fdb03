//! The one pipeline that every call of every dialect runs through.

/// Calls and handlers of one dialect, on their way to a router.
mod api;
/// Reading a request's body, within its limit.
mod body;
/// A call for many at once.
mod bulk;
/// What a dialect's inbound side is asked about a call.
mod call;
/// What a dialect's inbound side says of itself.
mod door;
/// What is counted and timed.
mod meters;
/// JSON as PHP writes it.
mod php_json;
/// From a request to its answer, step by step.
mod pipeline;
/// What travels back.
mod rendered;
/// Work that goes on although its caller has left.
mod to_its_end;

pub use api::{Api, ApiSettings};
pub use bulk::AT_ONCE;
pub use call::Call;
pub use door::{Door, ElementAnswer, Handler, Refusal};
pub use rendered::Rendered;
pub use to_its_end::ToItsEnd;
