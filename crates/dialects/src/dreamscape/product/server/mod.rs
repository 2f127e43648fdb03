//! Servers: the family whose products have parts of their own.

/// One more part of a server.
pub mod add_feature;
/// What parts are.
pub mod feature;
/// The parts of a server.
pub mod features;
/// A new server.
pub mod register;
/// The end of a part.
pub mod remove_feature;
/// Another period of a server.
pub mod renew;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls about parts of servers.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<features::ListServerFeatures>(),
        visitor.visit::<add_feature::AddServerFeature>(),
        visitor.visit::<remove_feature::RemoveServerFeature>(),
    ]
}
