//! Records in the zones of names.

/// How strict a record about certificates is.
pub mod caa_flag;
/// One more record.
pub mod create;
/// A record goes.
pub mod delete;
/// What callers tell about a record.
pub mod fields;
/// The records of a name.
pub mod list;
/// One record.
pub mod read;
/// Records as calls show them.
pub mod record;
/// A record is told anew.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListRecords>(),
        visitor.visit::<read::ReadRecord>(),
        visitor.visit::<create::CreateRecord>(),
        visitor.visit::<update::UpdateRecord>(),
        visitor.visit::<delete::DeleteRecord>(),
    ]
}
