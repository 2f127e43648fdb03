//! DNS hosting: the family whose products are zones.

/// What a zone can hold.
pub mod configuration;
/// One more record.
pub mod create;
/// A record goes.
pub mod delete;
/// The records of a zone.
pub mod list;
/// One record.
pub mod read;
/// A record is told anew.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls about zones that were bought.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<configuration::ReadDnsConfiguration>(),
        visitor.visit::<list::ListHostedRecords>(),
        visitor.visit::<read::ReadHostedRecord>(),
        visitor.visit::<create::CreateHostedRecord>(),
        visitor.visit::<update::UpdateHostedRecord>(),
        visitor.visit::<delete::DeleteHostedRecord>(),
    ]
}
