//! Name servers inside names.

/// What changes of a host answer.
pub mod addresses;
/// A new host inside a domain of the caller.
pub mod create;
/// A host goes, unless names are delegated to it.
pub mod delete;
/// Everything about a host.
pub mod info;
/// Hosts as lists show them.
pub mod row;
/// Hosts by what they are called and whose they are.
pub mod search;
/// Which host a command is about.
pub mod selector;
/// Other addresses for a host.
pub mod update;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<search::SearchHosts>(),
        visitor.visit::<info::ReadHost>(),
        visitor.visit::<create::CreateHost>(),
        visitor.visit::<update::UpdateHost>(),
        visitor.visit::<delete::DeleteHost>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<info::ReadHost>(),
        visitor.visit::<create::CreateHost>(),
        visitor.visit::<update::UpdateHost>(),
        visitor.visit::<delete::DeleteHost>(),
    ]
}
