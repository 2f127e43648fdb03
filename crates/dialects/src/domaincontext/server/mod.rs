//! Virtual servers and the images they run.

/// A server starts from an image that rescues it.
pub mod boot_live;
/// A new server, paid from the balance.
pub mod buy;
/// The screen of a server, for some hours.
pub mod enable_vnc;
/// What servers can be set up from.
pub mod images;
/// One server.
pub mod info;
/// A short list of servers.
pub mod list;
/// What most commands about a server answer.
pub mod numbered;
/// A server loses its power.
pub mod power_off;
/// A server gets power.
pub mod power_on;
/// A server starts again, in good order.
pub mod reboot;
/// A server is given up for good.
pub mod refuse;
/// A new password for whoever administers a server.
pub mod regenerate_root_password;
/// More time for a server, paid from the balance.
pub mod renew;
/// A server starts again at once.
pub mod reset;
/// Servers as lists show them.
pub mod row;
/// Servers by what they are called and whose they are.
pub mod search;
/// Which server a command is about.
pub mod selector;
/// A server is set up anew, and what was on it is lost.
pub mod set_up_again;
/// A server stops, in good order.
pub mod shutdown;

use crate::facts::{BulkVisitor, CallVisitor};

/// What `visitor` makes of the calls of this section.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<search::SearchServers>(),
        visitor.visit::<list::ListServers>(),
        visitor.visit::<info::ReadServer>(),
        visitor.visit::<buy::BuyServer>(),
        visitor.visit::<renew::RenewServer>(),
        visitor.visit::<refuse::RefuseServer>(),
        visitor.visit::<reboot::RebootServer>(),
        visitor.visit::<reset::ResetServer>(),
        visitor.visit::<shutdown::ShutDownServer>(),
        visitor.visit::<power_on::PowerServerOn>(),
        visitor.visit::<power_off::PowerServerOff>(),
        visitor.visit::<set_up_again::SetServerUpAgain>(),
        visitor.visit::<enable_vnc::EnableVnc>(),
        visitor.visit::<regenerate_root_password::RegenerateRootPassword>(),
        visitor.visit::<boot_live::BootLive>(),
        visitor.visit::<images::SearchImages>(),
    ]
}

/// What `visitor` makes of the bulk forms of this section.
pub(super) fn bulks<V: BulkVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<list::ListServers>(),
        visitor.visit::<info::ReadServer>(),
        visitor.visit::<buy::BuyServer>(),
        visitor.visit::<renew::RenewServer>(),
        visitor.visit::<reboot::RebootServer>(),
        visitor.visit::<reset::ResetServer>(),
        visitor.visit::<shutdown::ShutDownServer>(),
        visitor.visit::<power_on::PowerServerOn>(),
        visitor.visit::<power_off::PowerServerOff>(),
        visitor.visit::<set_up_again::SetServerUpAgain>(),
        visitor.visit::<enable_vnc::EnableVnc>(),
        visitor.visit::<regenerate_root_password::RegenerateRootPassword>(),
        visitor.visit::<boot_live::BootLive>(),
    ]
}
