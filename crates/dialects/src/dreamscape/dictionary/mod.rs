//! Lists to choose from.

/// Where fax numbers are.
pub mod fax_locations;
/// What servers run.
pub mod operating_systems;
/// Places to choose from.
pub mod place;
/// Where servers stand.
pub mod server_locations;
/// What certificates are installed in.
pub mod server_software;
/// Where WordPress is hosted.
pub mod wordpress_locations;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<server_software::ListServerSoftware>(),
        visitor.visit::<operating_systems::ListOperatingSystems>(),
        visitor.visit::<server_locations::ListServerLocations>(),
        visitor.visit::<wordpress_locations::ListWordPressLocations>(),
        visitor.visit::<fax_locations::ListFaxLocations>(),
    ]
}
