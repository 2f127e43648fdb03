//! DS records of a name.

use app::domains::signers::{self, Removal};
use dialects::domains_co_za::dnssec::delete_ds_records::DeleteDsRecords;
use dialects::domains_co_za::dnssec::ds_record::{DsRecord, DsRecordInput};
use dialects::domains_co_za::dnssec::ds_records::{DsRecords, ReadDsRecords};
use dialects::domains_co_za::dnssec::set_ds_records::SetDsRecords;
use dialects::domains_co_za::envelope::Done;
use model::dnssec::DelegationSigner;
use model::name::DomainName;
use wire::{Api, Flag};

use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};
use super::errors::Refused;

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<ReadDsRecords, _>(read).on::<SetDsRecords, _>(set).on::<DeleteDsRecords, _>(delete)
}

async fn read(caller: Caller, call: ReadDsRecords) -> Handled<DsRecords> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let (dnssec, records) = signers::read(caller.cx()?, name).await?;
    let record = |signer: DelegationSigner| DsRecord {
        key_tag: signer.key_tag.to_string(),
        alg: signer.algorithm.to_string(),
        digest_type: signer.digest_type.to_string(),
        digest: signer.digest,
    };
    Ok(done(DsRecords { dnssec, records: records.into_iter().map(record).collect() }))
}

async fn set(caller: Caller, call: SetDsRecords) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    signers::set(caller.cx()?, name, given(call.records.0)?).await?;
    Ok(just_done())
}

async fn delete(caller: Caller, call: DeleteDsRecords) -> Handled<Done> {
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let removal = match (call.all.is_none_or(Flag::is_on), call.records) {
        (true, _) => Removal::All,
        (false, Some(records)) => Removal::Only(given(records.0)?),
        (false, None) => return Err(Refused::missing("dsRecords")),
    };
    signers::remove(caller.cx()?, name, removal).await?;
    Ok(just_done())
}

fn given(records: Vec<DsRecordInput>) -> Result<Vec<DelegationSigner>, Refused> {
    let signer = |record: DsRecordInput| {
        DelegationSigner::parse(
            &record.tag.0.to_string(),
            &record.alg.0.to_string(),
            &record.digest_type.0.to_string(),
            &record.digest,
        )
    };
    Ok(records.into_iter().map(signer).collect::<Result<_, _>>()?)
}
