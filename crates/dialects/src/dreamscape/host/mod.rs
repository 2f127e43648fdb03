//! Name servers inside names.

/// One more name server.
pub mod create;
/// A name server goes.
pub mod delete;
/// The name servers inside a name.
pub mod list;
/// One name server.
pub mod read;
/// Name servers as calls show them.
pub mod row;
/// Another address.
pub mod update;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<create::CreateHost>(),
        visitor.visit::<list::ListHosts>(),
        visitor.visit::<read::ReadHost>(),
        visitor.visit::<update::UpdateHost>(),
        visitor.visit::<delete::DeleteHost>(),
    ]
}
