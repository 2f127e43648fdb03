//! Services: products that the account has bought, and what it can do with them.

mod change;
mod read;
mod upgrade;

use dialects::dns_services::service::cancel::CancelService;
use dialects::dns_services::service::details::ReadService;
use dialects::dns_services::service::label::ReadLabel;
use dialects::dns_services::service::list::ListServices;
use dialects::dns_services::service::methods::ListMethods;
use dialects::dns_services::service::set_label::SetLabel;
use dialects::dns_services::service::upgrade::UpgradeService;
use dialects::dns_services::service::upgrade_options::ListUpgrades;
use wire::Api;

use super::door::DnsServicesDoor;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListServices, _>(read::list)
        .on::<ReadService, _>(read::details)
        .on::<ListMethods, _>(read::methods)
        .on::<ReadLabel, _>(change::label)
        .on::<SetLabel, _>(change::set_label)
        .on::<CancelService, _>(change::cancel)
        .on::<ListUpgrades, _>(upgrade::options)
        .on::<UpgradeService, _>(upgrade::upgrade)
}
