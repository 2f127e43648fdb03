//! Zones that are served here; each belongs to a domain and has its number.

/// Records of a zone.
pub mod dns;
/// Records in answers.
pub mod record;
/// Records as callers send them.
pub mod record_changes;
/// Other records.
pub mod set_dns;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<dns::ReadHostedDns>(), visitor.visit::<set_dns::SetHostedDns>()]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![visitor.visit::<dns::ReadHostedDns>(), visitor.visit::<set_dns::SetHostedDns>()]
}
