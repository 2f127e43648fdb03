//! People and places that do not exist. Addresses and numbers are set aside for examples.

use model::contact::Contact;
use model::particulars::{self, ContactKind, Particulars};

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
    pub country: &'static str,
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
    country: "ZA",
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
    country: "ZA",
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
    country: "ZA",
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
    country: "ZA",
};

/// Owns the shop of DNS.services.
pub(super) const SELLER: Person = Person {
    name: "Sanne Visser",
    company: "Lantern Domains BV",
    email: "desk@lantern.example.com",
    phone: "+31.205550110",
    street: "9 Prinsengracht",
    city: "Amsterdam",
    province: "Noord-Holland",
    postal_code: "1015 DK",
    country: "NL",
};

/// Buys there.
pub(super) const HARBOR: Person = Person {
    name: "Grace Holloway",
    company: "Harborline Studio LLC",
    email: "main@harborline.example.com",
    phone: "+1.2065550111",
    street: "210 Pike Street",
    city: "Seattle",
    province: "WA",
    postal_code: "98101",
    country: "US",
};

/// Works for the same company.
pub(super) const MARY: Person = Person {
    name: "Mary Alvarez",
    email: "mary@harborline.example.com",
    phone: "+1.2065550112",
    ..HARBOR
};

/// Looks after its servers, on his own account.
pub(super) const JOHN: Person = Person {
    name: "John Whitfield",
    company: "",
    email: "john@whitfield.example.com",
    phone: "+1.5035550113",
    street: "18 Burnside Street",
    city: "Portland",
    province: "OR",
    postal_code: "97209",
    country: "US",
};

/// Buys there too.
pub(super) const SUMMIT: Person = Person {
    name: "Oliver Bennett",
    company: "Summit Press Ltd",
    email: "other@summitpress.example.com",
    phone: "+44.2075550114",
    street: "31 Bedford Row",
    city: "London",
    province: "Greater London",
    postal_code: "WC1R 4JH",
    country: "GB",
};

/// Works for that company.
pub(super) const RUTH: Person = Person {
    name: "Ruth Okafor",
    email: "ruth@summitpress.example.com",
    phone: "+44.2075550115",
    ..SUMMIT
};

/// Signs in everywhere.
pub(super) const BOTH: Person = Person {
    name: "Lindiwe Khumalo",
    company: "Marula Digital (Pty) Ltd",
    email: "both@marula.example.com",
    phone: "+27.125550116",
    street: "5 Church Street",
    city: "Pretoria",
    province: "Gauteng",
    postal_code: "0002",
    country: "ZA",
};

/// Sells to clients.
pub(super) const COMPASS: Person = Person {
    name: "Marta Lindgren",
    company: "Compass Names AB",
    email: "seller@compassnames.example.com",
    phone: "+46.85550120",
    street: "14 Drottninggatan",
    city: "Stockholm",
    province: "Stockholm",
    postal_code: "11151",
    country: "SE",
};

/// One of its clients.
pub(super) const LANTERN: Person = Person {
    name: "Diego Alvarez",
    company: "Lantern Hosting SL",
    email: "main@lantern.example.com",
    phone: "+34.915550121",
    street: "8 Calle Mayor",
    city: "Madrid",
    province: "Madrid",
    postal_code: "28013",
    country: "ES",
};

/// Another one.
pub(super) const QUARRY: Person = Person {
    name: "Hanna Kowalska",
    company: "Quarry Studio Sp. z o.o.",
    email: "other@quarry.example.com",
    phone: "+48.225550122",
    street: "3 Nowy Swiat",
    city: "Warszawa",
    province: "Mazowieckie",
    postal_code: "00-496",
    country: "PL",
};

/// One that is careful.
pub(super) const ORCHARD: Person = Person {
    name: "Ivan Petrov",
    company: "Orchard Press OOD",
    email: "guarded@orchard.example.com",
    phone: "+359.25550123",
    street: "21 Vitosha Boulevard",
    city: "Sofia",
    province: "Sofia",
    postal_code: "1000",
    country: "BG",
};

/// Resells in Australia.
pub(super) const WATTLE: Person = Person {
    name: "Matilda Fraser",
    company: "Wattle Web Pty Ltd",
    email: "main@wattleweb.example.com.au",
    phone: "+61.255500130",
    street: "88 George Street",
    city: "Sydney",
    province: "NSW",
    postal_code: "2000",
    country: "AU",
};

/// Resells there, too.
pub(super) const BANKSIA: Person = Person {
    name: "Lachlan Reid",
    company: "Banksia Domains Pty Ltd",
    email: "other@banksia.example.com.au",
    phone: "+61.355500131",
    street: "14 Collins Street",
    city: "Melbourne",
    province: "VIC",
    postal_code: "3000",
    country: "AU",
};

/// Resells room for logs.
pub(super) const LIGHTHOUSE: Person = Person {
    name: "Carmen Ortega",
    company: "Lighthouse Analytics SL",
    email: "main@lighthouse.example.com",
    phone: "+34.915550132",
    street: "30 Calle de Alcala",
    city: "Madrid",
    province: "Madrid",
    postal_code: "28014",
    country: "ES",
};

/// Owns what was resold.
pub(super) const KEEPER: Person = Person {
    name: "Irene Salas",
    company: "Beacon Shipping SL",
    email: "keeper@beacon.example.com",
    phone: "+34.915550134",
    ..LIGHTHOUSE
};

/// Resells the same elsewhere.
pub(super) const WATCHTOWER: Person = Person {
    name: "Samuel Price",
    company: "Watchtower Security LLC",
    email: "other@watchtower.example.com",
    phone: "+1.6175550133",
    street: "77 Boylston Street",
    city: "Boston",
    province: "MA",
    postal_code: "02116",
    country: "US",
};

impl Person {
    /// As somebody who can stand behind names, organisation and all.
    pub fn person(self) -> particulars::Person {
        let (given_name, family_name) = self.name.split_once(' ').unwrap_or((self.name, ""));
        let particulars = Particulars {
            kind: Some(ContactKind::Organisation),
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            ..Particulars::default()
        };
        particulars::Person { contact: self.contact(), particulars }
    }

    /// As a complete contact.
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
            country: self.country.to_owned(),
        }
    }
}
