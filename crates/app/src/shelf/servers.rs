//! The file that says what servers can be had as.

use model::money::Currency;
use model::server::{Cluster, Image, LiveImage, ServerOffer, Virtualisation};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfferFile {
    #[serde(default)]
    cluster: Vec<ClusterRow>,
    #[serde(default)]
    image: Vec<ImageRow>,
    #[serde(default)]
    live_image: Vec<LiveRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClusterRow {
    number: u32,
    name: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    shops: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImageRow {
    name: String,
    system: String,
    version: String,
    bits: u8,
    virtualisation: Vec<String>,
    #[serde(default)]
    panels: Vec<String>,
    #[serde(default)]
    deprecated: bool,
    #[serde(default)]
    shops: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LiveRow {
    name: String,
    virtualisation: Vec<String>,
}

/// What servers can be had as.
pub(super) fn read(text: &str) -> Result<ServerOffer, String> {
    let file: OfferFile =
        toml::from_str(text).map_err(|why| why.to_string().trim_end().to_owned())?;
    let cluster = |row: ClusterRow| {
        let shops = shops(&row.shops).map_err(|why| format!("cluster {}: {why}", row.number))?;
        Ok::<_, String>(Cluster { number: row.number, name: row.name, code: row.code, shops })
    };
    let live = |row: LiveRow| {
        let virtualisations = virtualisations(&row.virtualisation)
            .map_err(|why| format!("image {:?}: {why}", row.name))?;
        Ok::<_, String>(LiveImage { name: row.name, virtualisations })
    };
    Ok(ServerOffer {
        clusters: file.cluster.into_iter().map(cluster).collect::<Result<_, _>>()?,
        images: file.image.into_iter().map(image).collect::<Result<_, _>>()?,
        live_images: file.live_image.into_iter().map(live).collect::<Result<_, _>>()?,
    })
}

fn image(row: ImageRow) -> Result<Image, String> {
    let virtualisations = virtualisations(&row.virtualisation)
        .map_err(|why| format!("image {:?}: {why}", row.name))?;
    let shops = shops(&row.shops).map_err(|why| format!("image {:?}: {why}", row.name))?;
    Ok(Image {
        name: row.name,
        system: row.system,
        version: row.version,
        bits: row.bits,
        virtualisations,
        panels: row.panels,
        deprecated: row.deprecated,
        shops,
    })
}

/// The shops that sell it, by their currencies.
fn shops(codes: &[String]) -> Result<Vec<Currency>, String> {
    let read =
        |code: &String| Currency::parse(code).map_err(|_| format!("{code:?} is not a currency"));
    codes.iter().map(read).collect()
}

fn virtualisations(words: &[String]) -> Result<Vec<Virtualisation>, String> {
    words.iter().map(|word| virtualisation(word)).collect()
}

/// Reads what a server runs under.
pub(super) fn virtualisation(word: &str) -> Result<Virtualisation, String> {
    Virtualisation::from_word(word).ok_or_else(|| format!("{word:?} is not a virtualisation"))
}
