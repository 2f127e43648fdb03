//! How it is proven that the customer holds the name: by a mail, a file or a record.

use app::certificates::{self, About, Data};
use app::ports::authority::Challenge;
use dialects::dreamscape::product::ssl::dcv::{Dcv, DcvMethod, ReadDcv};
use dialects::dreamscape::product::ssl::dcv_cname::{DcvRecord, ReadDcvRecord};
use dialects::dreamscape::product::ssl::dcv_email::{DcvMailboxes, ListDcvMailboxes};
use dialects::dreamscape::product::ssl::dcv_http::{DcvFile, ReadDcvFile};
use dialects::dreamscape::product::ssl::update_dcv::UpdateDcv;
use model::Result;
use model::certificate::{Validation, controlled};
use model::error::{Error, Noun};

use super::{Held, held};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::{Handled, Refused};

/// Every way, in the order in which they are shown.
const METHODS: [DcvMethod; 3] = [DcvMethod::Email, DcvMethod::Http, DcvMethod::Cname];
const NO_FILE: &str = "The certificate is not proven by a file";
const NO_RECORD: &str = "The certificate is not proven by a record";

pub async fn read(caller: Caller, call: ReadDcv) -> Handled<Answer<Dcv>> {
    let held = held(&caller, call.product_id).await?;
    Ok(Answer::Done(shown(&held).await?))
}

pub async fn update(caller: Caller, call: UpdateDcv) -> Handled<Answer<Dcv>> {
    let held = held(&caller, call.product_id).await?;
    let approvers: Vec<String> = call.email.into_iter().map(|email| email.0).collect();
    let (id, validation) = (held.instance.subscription.id, validation(call.method));
    certificates::change_validation(&held.cx, id, validation, &approvers).await?;
    Ok(Answer::Done(shown(&held).await?))
}

pub async fn file(caller: Caller, call: ReadDcvFile) -> Handled<Answer<DcvFile>> {
    let data = held(&caller, call.product_id).await?.data().await?;
    let by_file = data.validation.is_some_and(|validation| method(validation) == DcvMethod::Http);
    let challenge = challenge(&data).filter(|_| by_file).ok_or_else(|| absent(NO_FILE))?;
    let url = challenge.place.as_str();
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = host.find('/').map_or("", |at| &host[at..]);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    Ok(Answer::Done(DcvFile {
        name: name.to_owned(),
        path: format!("{folder}/"),
        url: url.to_owned(),
        content: challenge.content.clone(),
    }))
}

pub async fn record(caller: Caller, call: ReadDcvRecord) -> Handled<Answer<DcvRecord>> {
    let data = held(&caller, call.product_id).await?.data().await?;
    let by_record = data.validation == Some(Validation::Dns);
    let challenge = challenge(&data).filter(|_| by_record).ok_or_else(|| absent(NO_RECORD))?;
    Ok(Answer::Done(DcvRecord { name: challenge.place.clone(), value: challenge.content.clone() }))
}

pub async fn mailboxes(caller: Caller, call: ListDcvMailboxes) -> Handled<Answer<DcvMailboxes>> {
    let held = held(&caller, call.product_id).await?;
    let names = held.names(&held.data().await?);
    let name = names.first().map_or("", |name| controlled(name)).to_owned();
    let emails = certificates::approvers(&held.cx, About::Name(name)).await?;
    Ok(Answer::Done(DcvMailboxes { emails }))
}

/// The way that a certificate is proven in, and those that it could be. What nobody asked for yet would
/// be proven by mail.
async fn shown(held: &Held) -> Result<Dcv> {
    let data = held.data().await?;
    let names = held.names(&data);
    let fits = |method: &DcvMethod| validation(*method).fits(&names).is_ok();
    Ok(Dcv {
        method: data.validation.map_or(DcvMethod::Email, method),
        available_methods: METHODS.into_iter().filter(fits).collect(),
    })
}

/// What is to be shown next: of several names, the first that was not proven yet.
fn challenge(data: &Data) -> Option<&Challenge> {
    let open = data.challenges.iter().find(|challenge| !challenge.shown);
    open.or(data.challenges.first())
}

fn absent(words: &'static str) -> Refused {
    Refused::saying(Error::NotFound(Noun::Certificate), words)
}

const fn validation(method: DcvMethod) -> Validation {
    match method {
        DcvMethod::Email => Validation::Email,
        DcvMethod::Http => Validation::Http,
        DcvMethod::Cname => Validation::Dns,
    }
}

const fn method(validation: Validation) -> DcvMethod {
    match validation {
        Validation::Email => DcvMethod::Email,
        Validation::Http | Validation::Https => DcvMethod::Http,
        Validation::Dns => DcvMethod::Cname,
    }
}
