//! People and places that do not exist. Addresses and numbers are set aside for examples.

use model::contact::Contact;

/// Somebody for a demo account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    pub name: &'static str,
    pub company: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub street: &'static str,
    pub city: &'static str,
    pub province: &'static str,
    pub postal_code: &'static str,
}

/// Runs the platform.
pub(super) const OPERATOR: Person = Person {
    name: "Naledi Mokoena",
    company: "Nameyard Operations",
    email: "operator@nameyard.example.co.za",
    phone: "+27.115550100",
    street: "1 Fox Street",
    city: "Johannesburg",
    province: "Gauteng",
    postal_code: "2001",
};

/// Owns the registrar.
pub(super) const REGISTRAR: Person = Person {
    name: "Thandi Nkosi",
    company: "Baobab Registrar (Pty) Ltd",
    email: "registrar@baobab.example.co.za",
    phone: "+27.115550101",
    street: "12 Jan Smuts Avenue",
    city: "Johannesburg",
    province: "Gauteng",
    postal_code: "2196",
};

/// Owns one shop.
pub(super) const MAIN: Person = Person {
    name: "Pieter van der Merwe",
    company: "Protea Hosting CC",
    email: "main@protea.example.co.za",
    phone: "+27.215550102",
    street: "45 Long Street",
    city: "Cape Town",
    province: "Western Cape",
    postal_code: "8001",
};

/// Owns another shop.
pub(super) const OTHER: Person = Person {
    name: "Ayesha Naidoo",
    company: "Umhlanga Web Studio",
    email: "other@umhlanga.example.co.za",
    phone: "+27.315550103",
    street: "7 Lagoon Drive",
    city: "Durban",
    province: "KwaZulu-Natal",
    postal_code: "4319",
};

impl Person {
    /// As a complete contact in South Africa.
    pub fn contact(self) -> Contact {
        Contact {
            name: self.name.to_owned(),
            company: self.company.to_owned(),
            email: self.email.to_owned(),
            phone: self.phone.to_owned(),
            fax: String::new(),
            street: [self.street.to_owned(), String::new(), String::new()],
            city: self.city.to_owned(),
            province: self.province.to_owned(),
            postal_code: self.postal_code.to_owned(),
            country: "ZA".to_owned(),
        }
    }
}
