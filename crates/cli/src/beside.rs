//! The realm that stands beside the live one, under an address of its own. It speaks one dialect, whose
//! provider keeps a second system for trying things out.

use http::Uri;

/// What the realm is called in controls, in databases and in what its key follows from.
pub const NAME: &str = "sandbox";
/// The folder of its files, inside the data folder.
pub const FOLDER: &str = "beside";
/// The dialect that it speaks.
pub const DIALECT: &str = "dreamscape";
/// What stands in addresses and in the table of host names in the place of the dialect's name.
pub const ADDRESS: &str = "dreamscape-sandbox";
/// What stands before the paths of its pages for people.
pub const PAGES: &str = "/realms/sandbox";

/// Where a call goes inside the realm beside, when it is one to it.
pub fn inside(uri: &Uri) -> Option<Uri> {
    let wanted = uri.path_and_query()?.as_str();
    let rest = wanted.strip_prefix('/')?.strip_prefix(ADDRESS)?;
    let ends = rest.is_empty() || rest.starts_with(['/', '?']);
    if ends { Uri::try_from(format!("/{DIALECT}{rest}")).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_address_leads_to_it() {
        let inside = |uri: &str| inside(&uri.parse().unwrap()).map(|uri| uri.to_string());
        assert_eq!(inside("/dreamscape-sandbox/ping?a=b").unwrap(), "/dreamscape/ping?a=b");
        assert_eq!(inside("/dreamscape-sandbox").unwrap(), "/dreamscape");
        assert_eq!(inside("/dreamscape-sandbox?a=b").unwrap(), "/dreamscape?a=b");
        for elsewhere in ["/dreamscape-sandboxes/ping", "/dreamscape/ping", "/", "*"] {
            assert_eq!(inside(elsewhere), None, "{elsewhere}");
        }
    }
}
