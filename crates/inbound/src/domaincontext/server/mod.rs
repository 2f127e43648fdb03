//! Virtual servers and the images they run.

mod access;
mod buy;
mod images;
mod info;
mod list;
mod row;
mod tasks;
/// Which server a command is about.
mod which;

use dialects::domaincontext::server::boot_live::BootLive;
use dialects::domaincontext::server::buy::BuyServer;
use dialects::domaincontext::server::enable_vnc::EnableVnc;
use dialects::domaincontext::server::images::SearchImages;
use dialects::domaincontext::server::info::ReadServer;
use dialects::domaincontext::server::list::ListServers;
use dialects::domaincontext::server::power_off::PowerServerOff;
use dialects::domaincontext::server::power_on::PowerServerOn;
use dialects::domaincontext::server::reboot::RebootServer;
use dialects::domaincontext::server::refuse::RefuseServer;
use dialects::domaincontext::server::regenerate_root_password::RegenerateRootPassword;
use dialects::domaincontext::server::renew::RenewServer;
use dialects::domaincontext::server::reset::ResetServer;
use dialects::domaincontext::server::search::SearchServers;
use dialects::domaincontext::server::set_up_again::SetServerUpAgain;
use dialects::domaincontext::server::shutdown::ShutDownServer;
use wire::Api;

use super::door::DomainContextDoor;

pub fn routes(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    let api = api
        .on::<SearchServers, _>(list::search)
        .on::<SearchImages, _>(images::search)
        .on::<RefuseServer, _>(buy::refuse);
    bulked(single(api))
}

/// Commands that have a bulk form.
fn single(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on::<ListServers, _>(list::list)
        .on::<ReadServer, _>(info::info)
        .on::<BuyServer, _>(buy::buy)
        .on::<RenewServer, _>(buy::renew)
        .on::<RebootServer, _>(tasks::reboot)
        .on::<ResetServer, _>(tasks::reset)
        .on::<ShutDownServer, _>(tasks::shut_down)
        .on::<PowerServerOn, _>(tasks::power_on)
        .on::<PowerServerOff, _>(tasks::power_off)
        .on::<SetServerUpAgain, _>(tasks::set_up_again)
        .on::<BootLive, _>(tasks::boot_live)
        .on::<EnableVnc, _>(access::enable_vnc)
        .on::<RegenerateRootPassword, _>(access::regenerate_root_password)
}

fn bulked(api: Api<DomainContextDoor>) -> Api<DomainContextDoor> {
    api.on_bulk::<ListServers, _>(list::list)
        .on_bulk::<ReadServer, _>(info::info)
        .on_bulk::<BuyServer, _>(buy::buy)
        .on_bulk::<RenewServer, _>(buy::renew)
        .on_bulk::<RebootServer, _>(tasks::reboot)
        .on_bulk::<ResetServer, _>(tasks::reset)
        .on_bulk::<ShutDownServer, _>(tasks::shut_down)
        .on_bulk::<PowerServerOn, _>(tasks::power_on)
        .on_bulk::<PowerServerOff, _>(tasks::power_off)
        .on_bulk::<SetServerUpAgain, _>(tasks::set_up_again)
        .on_bulk::<BootLive, _>(tasks::boot_live)
        .on_bulk::<EnableVnc, _>(access::enable_vnc)
        .on_bulk::<RegenerateRootPassword, _>(access::regenerate_root_password)
}
