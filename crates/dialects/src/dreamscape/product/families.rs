//! The families of products: what is sold in the same way under the same calls, as data. Routes, ids
//! and documents follow from these rows.

/// One family.
#[derive(Debug)]
pub struct Family {
    /// Its segment of a path, and the name of its category on the shelf.
    pub slug: &'static str,
    /// Whether its products belong to a domain name.
    pub domain_name: DomainName,
    /// What is said when one is bought.
    pub order: Order,
    /// Whether links lead into the consoles of its products.
    pub has_login_links: bool,
    /// Its list.
    pub list: Place,
    /// One of its products.
    pub read: Place,
    /// A new product.
    pub register: Place,
    /// Another period of a product.
    pub renew: Place,
    /// The end of a product.
    pub terminate: Place,
    /// The link into a product's console.
    pub login_link: Place,
}

/// Whether products belong to a domain name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainName {
    /// Each needs one.
    Required,
    /// Each may have one.
    Optional,
    /// None has one.
    Absent,
}

/// What is said when a product is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What every order says: whose it is, which plan, for how long.
    Plain,
    /// And where it stands.
    WordPress,
    /// And where it stands, what it runs and what belongs to it.
    Server,
    /// And what the certificate says.
    Certificate,
    /// And where the number is.
    Fax,
}

/// Where a call is found.
#[derive(Debug)]
pub struct Place {
    /// Its row of the catalogue.
    pub ids: &'static [&'static str],
    /// Its path.
    pub path: &'static str,
}

/// A family: its noun as ids spell it, its segment, its domain name, its order, and `+ link` where
/// there are login links.
macro_rules! family {
    ($noun:literal $slug:literal $domain_name:ident $order:ident) => {
        family!($noun $slug $domain_name $order, false)
    };
    ($noun:literal $slug:literal $domain_name:ident $order:ident + link) => {
        family!($noun $slug $domain_name $order, true)
    };
    ($noun:literal $slug:literal $domain_name:ident $order:ident, $links:literal) => {
        Family {
            slug: $slug,
            domain_name: DomainName::$domain_name,
            order: Order::$order,
            has_login_links: $links,
            list: family!(@ "list" $noun "", $slug ""),
            read: family!(@ "get" $noun "", $slug "/{product_id}"),
            register: family!(@ "register" $noun "", $slug ""),
            renew: family!(@ "renew" $noun "", $slug "/{product_id}/renewal"),
            terminate: family!(@ "terminate" $noun "", $slug "/{product_id}"),
            login_link: family!(@ "create" $noun "LoginLink", $slug "/{product_id}/login-link"),
        }
    };
    (@ $verb:literal $noun:literal $after:literal, $slug:literal $below:literal) => {
        Place {
            ids: &[concat!($verb, $noun, $after)],
            path: concat!("/products/", $slug, $below),
        }
    };
}

/// Every family, in the order of the catalogue.
pub static FAMILIES: [Family; 21] = [
    family!("LinuxHosting" "linux-hostings" Required Plain + link),
    family!("WindowsHosting" "windows-hostings" Required Plain + link),
    family!("EmailHosting" "email-hostings" Required Plain + link),
    family!("WordPressHosting" "wordpress-hostings" Optional WordPress),
    family!("EmailExchange" "email-exchanges" Required Plain + link),
    family!("DnsHosting" "dns-hostings" Required Plain),
    family!("Servers" "servers" Absent Server + link),
    family!("WhmHosting" "whm-hostings" Required Plain + link),
    family!("SslCertificate" "ssl-certificates" Required Certificate),
    family!("SiteBuilder" "site-builders" Required Plain + link),
    family!("TrafficBooster" "traffic-boosters" Required Plain + link),
    family!("SiteProtection" "site-protections" Required Plain + link),
    family!("EmailProtection" "email-protections" Required Plain),
    family!("EmailMarketing" "email-marketings" Absent Plain + link),
    family!("FaxToEmail" "fax-to-emails" Absent Fax),
    family!("WebAnalytics" "web-analytics" Required Plain + link),
    family!("BusinessDirectory" "business-directories" Required Plain + link),
    family!("SimpleSeo" "simple-seos" Required Plain + link),
    family!("CloudBackup" "cloud-backups" Absent Plain + link),
    family!("Package" "packages" Required Plain),
    family!("DomainPrivacy" "domain-privacies" Required Plain),
];

/// Says for which families a call exists, and which of their places it has. A call of one shape of
/// products exists for those families that have it.
macro_rules! per_family {
    ([$($shape:tt)*] $call:ty, $place:ident, $is_of:expr) => {
        impl<$($shape)*> wire::Tabled for $call {
            type Row = $crate::dreamscape::product::families::Family;

            fn rows() -> impl Iterator<Item = &'static Self::Row> {
                let is_of: fn(&Self::Row) -> bool = $is_of;
                let families = &$crate::dreamscape::product::families::FAMILIES;
                families.iter().filter(move |family| is_of(family))
            }

            fn ids(family: &'static Self::Row) -> &'static [&'static str] {
                family.$place.ids
            }

            fn path(family: &'static Self::Row) -> &'static str {
                family.$place.path
            }
        }
    };
    ($call:ty, $place:ident, $is_of:expr) => {
        per_family!([] $call, $place, $is_of);
    };
}

pub(super) use per_family;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_paths_follow_from_noun_and_segment() {
        let family = &FAMILIES[3];
        assert_eq!(family.list.ids, ["listWordPressHosting"]);
        assert_eq!(family.read.path, "/products/wordpress-hostings/{product_id}");
        assert_eq!(family.login_link.ids, ["createWordPressHostingLoginLink"]);
        assert_eq!(family.renew.path, "/products/wordpress-hostings/{product_id}/renewal");
    }

    #[test]
    fn some_families_have_neither_names_nor_links() {
        let without = |test: fn(&Family) -> bool| -> Vec<&str> {
            FAMILIES.iter().filter(|family| test(family)).map(|family| family.slug).collect()
        };
        assert_eq!(
            without(|family| family.domain_name == DomainName::Absent),
            ["servers", "email-marketings", "fax-to-emails", "cloud-backups"]
        );
        assert_eq!(without(|family| !family.has_login_links).len(), 7);
    }
}
