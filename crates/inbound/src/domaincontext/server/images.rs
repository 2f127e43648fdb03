//! What servers can be set up from.

use app::servers;
use dialects::domaincontext::arguments::Reference;
use dialects::domaincontext::server::images::{Image, SearchImages, Softpack};
use model::server::{self, Virtualisation};

use super::row;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

/// What stands in the place of a panel where there is none.
const BARE: &str = "bare";

/// Each image without a panel, and once more with each that it can be had with.
pub async fn search(caller: Caller, call: SearchImages) -> Handled<Vec<Image>> {
    let under = call.r#type.as_ref().map(virtualisation).transpose()?;
    let images = servers::images(caller.cx()?, under);
    Ok(images.into_iter().flat_map(with_panels).collect())
}

fn virtualisation(word: &Reference) -> Handled<Virtualisation> {
    row::virtualisation(&word.0).ok_or_else(|| Refused::unknown_word("type"))
}

fn with_panels(image: &server::Image) -> Vec<Image> {
    let panels = image.panels.iter().map(|panel| Some(panel.clone()));
    let shown = |panel: Option<String>| Image {
        osimage: image.name.clone(),
        os: image.system.clone(),
        version: image.version.clone(),
        bitwise: image.bits.to_string(),
        softpack: Softpack {
            name: panel.clone().unwrap_or_else(|| BARE.to_owned()),
            panel: panel.clone().unwrap_or_default(),
        },
        panel,
        deprecated: image.deprecated,
    };
    std::iter::once(None).chain(panels).map(shown).collect()
}
