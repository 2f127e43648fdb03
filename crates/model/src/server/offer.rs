//! What servers can be had as: where they stand, what they boot, and what they are run with.

use std::collections::BTreeSet;

use crate::error::{Error, Field, Reason, Result};
use crate::money::Currency;

/// What makes one machine into many servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Virtualisation {
    /// Machines of their own, with a kernel of their own.
    Xen,
    /// Containers, which share the kernel of the machine.
    OpenVz,
}

impl Virtualisation {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xen, Self::OpenVz];

    /// The word it is written as.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Xen => "xen",
            Self::OpenVz => "openvz",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What the names of its servers begin with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Xen => "svds",
            Self::OpenVz => "ovds",
        }
    }
}

/// What a product says of the servers that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerPlan {
    /// What they run under.
    pub virtualisation: Virtualisation,
}

/// Where servers stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its number.
    pub number: u32,
    /// Country and city.
    pub name: String,
    /// The short word for it, where it has one.
    pub code: String,
    /// The shops that sell servers there; every one where none is named.
    pub shops: Vec<Currency>,
}

/// An operating system to install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its name, unlike any other's.
    pub name: String,
    /// The operating system, as it is written.
    pub system: String,
    /// Its version: numbers with dots between.
    pub version: String,
    /// 32 or 64.
    pub bits: u8,
    /// What it runs under.
    pub virtualisations: Vec<Virtualisation>,
    /// The panels that it can be had with; every image can be had without.
    pub panels: Vec<String>,
    /// Whether it is still there only for those who know its name.
    pub deprecated: bool,
    /// The shops that sell servers with it; every one where none is named.
    pub shops: Vec<Currency>,
}

/// A rescue image, started and never installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveImage {
    /// Its name.
    pub name: String,
    /// What it runs under.
    pub virtualisations: Vec<Virtualisation>,
}

/// Everything that servers can be had as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerOffer {
    /// Where they stand.
    pub clusters: Vec<Cluster>,
    /// What they are installed from.
    pub images: Vec<Image>,
    /// What they are rescued with; the first one where none is named.
    pub live_images: Vec<LiveImage>,
}

/// Whether a shop is among those that are named, or none is.
fn is_among(shops: &[Currency], shop: Currency) -> bool {
    shops.is_empty() || shops.contains(&shop)
}

impl Cluster {
    /// Whether a shop sells servers there.
    #[must_use]
    pub fn is_sold_in(&self, shop: Currency) -> bool {
        is_among(&self.shops, shop)
    }
}

impl Image {
    /// Whether a shop sells servers with it.
    #[must_use]
    pub fn is_sold_in(&self, shop: Currency) -> bool {
        is_among(&self.shops, shop)
    }

    /// Whether it is a Windows.
    #[must_use]
    pub fn is_windows(&self) -> bool {
        self.system.starts_with("Windows")
    }

    /// What newer ones have more of: the parts of the version, then the width.
    fn age(&self) -> (Vec<u32>, u8) {
        let numbers = self.version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
        (numbers, self.bits)
    }

    fn has_panel(&self, panel: &str) -> bool {
        panel.is_empty() || self.panels.iter().any(|offered| offered == panel)
    }
}

impl ServerOffer {
    /// What a shop sells of it.
    #[must_use]
    pub fn sold_in(&self, shop: Currency) -> Self {
        let mut offer = self.clone();
        offer.clusters.retain(|cluster| cluster.is_sold_in(shop));
        offer.images.retain(|image| image.is_sold_in(shop));
        offer
    }

    /// A cluster by the short word for it, in either case.
    ///
    /// # Errors
    /// When there is none.
    pub fn cluster_called(&self, code: &str) -> Result<&Cluster> {
        let meant = |cluster: &&Cluster| {
            !cluster.code.is_empty() && cluster.code.eq_ignore_ascii_case(code.trim())
        };
        let unknown = Error::invalid(Field::Cluster, Reason::UnknownWord);
        self.clusters.iter().find(meant).ok_or(unknown)
    }

    /// A cluster by its number.
    ///
    /// # Errors
    /// When there is none.
    pub fn cluster(&self, number: u32) -> Result<&Cluster> {
        let unknown = Error::invalid(Field::Cluster, Reason::UnknownWord);
        self.clusters.iter().find(|cluster| cluster.number == number).ok_or(unknown)
    }

    /// An image by its name; or by the name of an operating system in lower case, which stands for
    /// the newest of its images that fits. An empty panel is none.
    ///
    /// # Errors
    /// When there is no such image, or none that runs under the virtualisation or has the panel.
    pub fn image(&self, wanted: &str, panel: &str, under: Virtualisation) -> Result<&Image> {
        let refuse = |field, reason| Err(Error::invalid(field, reason));
        let named = |image: &&Image| image.name == wanted;
        let of_system =
            |image: &&Image| !image.deprecated && image.system.to_ascii_lowercase() == wanted;
        let mut found: Vec<&Image> = self.images.iter().filter(named).collect();
        if found.is_empty() {
            found = self.images.iter().filter(of_system).collect();
        }
        if found.is_empty() {
            return refuse(Field::Image, Reason::UnknownWord);
        }
        found.retain(|image| image.virtualisations.contains(&under));
        if found.is_empty() {
            return refuse(Field::Image, Reason::NotOffered);
        }
        let fits = found.into_iter().filter(|image| image.has_panel(panel));
        fits.max_by_key(|image| image.age()).ok_or(Error::invalid(Field::Panel, Reason::NotOffered))
    }

    /// A rescue image by its name, the first that fits where none is named.
    ///
    /// # Errors
    /// When there is none, or none that runs under the virtualisation.
    pub fn live_image(&self, wanted: Option<&str>, under: Virtualisation) -> Result<&LiveImage> {
        let meant = |image: &&LiveImage| wanted.is_none_or(|wanted| image.name == wanted);
        if !self.live_images.iter().any(|image| meant(&image)) {
            return Err(Error::invalid(Field::Image, Reason::UnknownWord));
        }
        let mut fits = self.live_images.iter().filter(meant);
        fits.find(|image| image.virtualisations.contains(&under))
            .ok_or(Error::invalid(Field::Image, Reason::NotOffered))
    }

    /// Checks that nothing has the name or number of something else.
    ///
    /// # Errors
    /// Says in words what stands twice.
    pub fn check(&self) -> Result<(), String> {
        let mut numbers = BTreeSet::new();
        if let Some(twice) = self.clusters.iter().find(|cluster| !numbers.insert(cluster.number)) {
            return Err(format!("cluster {} stands twice", twice.number));
        }
        let images = self.images.iter().map(|image| &image.name);
        let mut names = BTreeSet::new();
        match images
            .chain(self.live_images.iter().map(|image| &image.name))
            .find(|name| !names.insert(*name))
        {
            Some(twice) => Err(format!("image {twice:?} stands twice")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(name: &str, version: &str, bits: u8, panels: &[&str], deprecated: bool) -> Image {
        Image {
            name: name.to_owned(),
            system: "CentOS".to_owned(),
            version: version.to_owned(),
            bits,
            virtualisations: vec![Virtualisation::Xen],
            panels: panels.iter().map(|panel| (*panel).to_owned()).collect(),
            deprecated,
            shops: Vec::new(),
        }
    }

    fn offer() -> ServerOffer {
        let live = |name: &str, virtualisations| LiveImage { name: name.into(), virtualisations };
        ServerOffer {
            clusters: vec![
                Cluster {
                    number: 1,
                    name: "Netherlands, Amsterdam".into(),
                    code: String::new(),
                    shops: Vec::new(),
                },
                Cluster {
                    number: 2,
                    name: "South Africa, Cape Town".into(),
                    code: "ZA".into(),
                    shops: vec![Currency::ZAR],
                },
            ],
            images: vec![
                image("centos6", "6.10", 64, &["isp"], true),
                image("centos7", "7.9", 64, &["isp"], false),
                image("centos10x32", "10.1", 32, &[], false),
                image("centos10", "10.1", 64, &[], false),
            ],
            live_images: vec![
                live("first.live", vec![Virtualisation::OpenVz]),
                live("second.live", vec![Virtualisation::Xen]),
            ],
        }
    }

    #[test]
    fn a_system_stands_for_its_newest_image_that_fits() {
        let offer = offer();
        let found = |wanted, panel| {
            offer.image(wanted, panel, Virtualisation::Xen).map(|image| image.name.as_str())
        };
        assert_eq!(found("centos", ""), Ok("centos10"));
        assert_eq!(found("centos", "isp"), Ok("centos7"));
        assert_eq!(found("centos6", "isp"), Ok("centos6"));
        let refused = |field, reason| Err(Error::invalid(field, reason));
        assert_eq!(found("centos10", "isp"), refused(Field::Panel, Reason::NotOffered));
        assert_eq!(found("centos", "vesta"), refused(Field::Panel, Reason::NotOffered));
        assert_eq!(found("CentOS", ""), refused(Field::Image, Reason::UnknownWord));
        assert_eq!(
            offer.image("centos", "", Virtualisation::OpenVz).map(|image| image.name.as_str()),
            refused(Field::Image, Reason::NotOffered)
        );
    }

    #[test]
    fn the_first_rescue_image_that_fits_is_taken_where_none_is_named() {
        let offer = offer();
        let found =
            |wanted| offer.live_image(wanted, Virtualisation::Xen).map(|image| image.name.as_str());
        assert_eq!(found(None), Ok("second.live"));
        assert_eq!(found(Some("second.live")), Ok("second.live"));
        let refused = |reason| Err(Error::invalid(Field::Image, reason));
        assert_eq!(found(Some("first.live")), refused(Reason::NotOffered));
        assert_eq!(found(Some("third.live")), refused(Reason::UnknownWord));
    }

    #[test]
    fn a_shop_sells_what_is_for_it_and_what_is_for_every_one() {
        let offer = offer();
        let numbers = |shop| {
            let sold = offer.sold_in(shop).clusters;
            sold.iter().map(|cluster| cluster.number).collect::<Vec<_>>()
        };
        assert_eq!((numbers(Currency::USD), numbers(Currency::ZAR)), (vec![1], vec![1, 2]));
        assert_eq!(offer.cluster_called("za").map(|cluster| cluster.number), Ok(2));
        assert!(offer.cluster_called("").is_err());
    }

    #[test]
    fn nothing_stands_twice() {
        let mut offer = offer();
        assert_eq!(offer.check(), Ok(()));
        offer.live_images.push(LiveImage { name: "centos7".into(), virtualisations: Vec::new() });
        assert!(offer.check().is_err_and(|why| why.contains("centos7")));
    }
}
