//! The ways to pay.

use app::billing;
use dialects::dns_services::payment::fees::{ListPaymentFees, PaymentFee, PaymentFees};
use dialects::dns_services::payment::methods::{ListPaymentMethods, PaymentMethods};
use model::invoice::PaymentMethod;
use wire::Api;

use super::door::{Caller, DnsServicesDoor};
use super::errors::Handled;
use super::values::{percent, with_one_decimal};

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ListPaymentMethods, _>(methods).on::<ListPaymentFees, _>(fees)
}

async fn methods(caller: Caller, _: ListPaymentMethods) -> Handled<PaymentMethods> {
    let pair = |method: &PaymentMethod| (method.id.to_string(), method.name.clone());
    Ok(PaymentMethods { payments: billing::methods(caller.cx()?)?.iter().map(pair).collect() })
}

async fn fees(caller: Caller, _: ListPaymentFees) -> Handled<PaymentFees> {
    let row = |method: &PaymentMethod| PaymentFee {
        id: method.id.into(),
        name: method.name.clone(),
        fixed_fee: with_one_decimal(&method.fixed.to_string()),
        percent_fee: with_one_decimal(&percent(method.basis_points)),
    };
    Ok(PaymentFees { payments: billing::methods(caller.cx()?)?.iter().map(row).collect() })
}
