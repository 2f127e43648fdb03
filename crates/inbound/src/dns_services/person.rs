//! People, in the parts that the dialect writes them in.

use model::contact::Contact;

/// Somebody's parts, for the many answers that hold them.
pub struct Person {
    /// Where to write to.
    pub email: String,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// Company; empty without one.
    pub companyname: String,
    /// First line of the address.
    pub address1: String,
    /// The rest of the address.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub postcode: String,
    /// Country, in two letters.
    pub country: String,
    /// Phone number.
    pub phonenumber: String,
}

impl From<Contact> for Person {
    fn from(contact: Contact) -> Self {
        let (firstname, lastname) = halves(&contact.name);
        let [address1, address2, address3] = contact.street;
        Self {
            email: contact.email,
            firstname,
            lastname,
            companyname: contact.company,
            address1,
            address2: [address2, address3]
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            city: contact.city,
            state: contact.province,
            postcode: contact.postal_code,
            country: contact.country,
            phonenumber: contact.phone,
        }
    }
}

impl Person {
    /// Somebody who signs in with `login`. A login that is a mail address is where they are written
    /// to.
    pub fn signing_in(login: String, contact: Contact) -> Self {
        let person = Self::from(contact);
        if login.contains('@') { Self { email: login, ..person } } else { person }
    }

    /// Whether they stand for a company.
    pub const fn is_company(&self) -> bool {
        !self.companyname.is_empty()
    }
}

/// A name as a given name and the rest of it. One word is a given name.
pub fn halves(name: &str) -> (String, String) {
    let (first, last) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
    (first.to_owned(), last.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_falls_into_halves() {
        for (name, first, last) in [
            ("Pieter van der Merwe", "Pieter", "van der Merwe"),
            ("Jane Dlamini", "Jane", "Dlamini"),
            ("Support", "Support", ""),
        ] {
            assert_eq!(halves(name), (first.to_owned(), last.to_owned()));
        }
    }
}
